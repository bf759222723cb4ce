import { speaker } from '../../language/speak.ts'

export const sayWebhooks = speaker({
  ar: {
    'address.not_https': 'عنوان يبدأ بـ https فقط.',
    'address.port': 'المنفذ المعتاد (443) فقط.',
    'address.credentials': 'عنوان بلا اسم مستخدم ولا كلمة مرور.',
    'address.not_public': 'عنوان عام على الإنترنت فقط.',
    agency_foreign: 'ليست هذه جهتك.',
    agency_unknown: 'جهة غير معروفة.',
    too_many: 'بلغت جهتك أقصى عدد للتوصيلات؛ احذف واحدًا أولًا.',
    not_active: 'التوصيل متوقف؛ شغّله أولًا.',
    still_waiting: 'لم تنتهِ محاولات هذه الرسالة بعد.',
  },
  en: {
    'address.not_https': 'An address that begins with https.',
    'address.port': 'The usual port (443) only.',
    'address.credentials': 'An address without a user or a password.',
    'address.not_public': 'A public address of the internet only.',
    agency_foreign: 'This is not your organisation.',
    agency_unknown: 'Unknown organisation.',
    too_many: 'Your organisation has as many webhooks as it may; remove one first.',
    not_active: 'This webhook is stopped; take it up again first.',
    still_waiting: 'This message is still being tried.',
  },
})
