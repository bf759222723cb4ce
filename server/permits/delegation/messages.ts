import { speaker } from '../../language/speak.ts'

export const sayDelegation = speaker({
  ar: {
    itself: 'اختر جهة غير جهتك.',
    no_answerer: 'هذه الجهة لا ترد على طلبات الرأي؛ اختر جهة من القائمة.',
    in_the_past: 'لا يبدأ التفويض قبل اليوم.',
    entrusted_already: 'هذه الجهة مفوضة بالرد نيابة عنكم في بعض هذه الأيام؛ ألغِ ذلك التفويض أو اختر أيامًا أخرى.',
    revoked: 'أُلغي هذا التفويض من قبل.',
    over: 'انتهى هذا التفويض، ولا حاجة إلى إلغائه.',
    own_interest: 'لا ترد جهتك نيابة عن غيرها في عمل قدّمت طلبه أو تنفّذه أو تبتّ فيه.',
  },
  en: {
    itself: 'Choose an organisation other than your own.',
    no_answerer: 'This organisation does not answer consultations; choose one from the list.',
    in_the_past: 'A delegation cannot begin before today.',
    entrusted_already:
      'This organisation already answers on your behalf on some of these days; revoke that delegation or choose other days.',
    revoked: 'This delegation has already been revoked.',
    over: 'This delegation has ended and need not be revoked.',
    own_interest:
      'Your organisation does not answer on behalf of others about works that it applied for, carries out or decides on.',
  },
})
