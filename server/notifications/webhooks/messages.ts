import { speaker } from '../../language/speak.ts'

export const sayWebhooks = speaker({
  ar: {
    'address.not_https': 'يجب أن يبدأ العنوان بـ https.',
    'address.port': 'لا يُقبل إلا المنفذ المعتاد (443).',
    'address.credentials': 'اكتب العنوان بلا اسم مستخدم ولا كلمة مرور.',
    'address.not_public': 'لا يُقبل إلا عنوان عام على الإنترنت.',
    agency_foreign: 'ليست هذه جهتك.',
    agency_unknown: 'جهة غير معروفة.',
    too_many: 'بلغت جهتك أقصى عدد للتوصيلات؛ احذف واحدًا أولًا.',
    not_active: 'التوصيل متوقف؛ شغّله أولًا.',
    still_waiting: 'لم تنتهِ محاولات هذه الرسالة بعد.',
  },
  en: {
    'address.not_https': 'The address must begin with https.',
    'address.port': 'Only the usual port (443) is accepted.',
    'address.credentials': 'Give the address without a user name or a password.',
    'address.not_public': 'Only a public internet address is accepted.',
    agency_foreign: 'This is not your organisation.',
    agency_unknown: 'Unknown organisation.',
    too_many: 'Your organisation has reached the maximum number of webhooks; remove one first.',
    not_active: 'This webhook is stopped; resume it first.',
    still_waiting: 'Attempts to deliver this message are still under way.',
  },
})
