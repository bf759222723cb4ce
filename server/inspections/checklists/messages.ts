import { speaker } from '../../language/speak.ts'

export const sayChecklists = speaker({
  ar: {
    item_twice: 'رمز البند مكرر؛ لكل بند رمز خاص به.',
    reason_twice: 'رمز سبب عدم المطابقة مكرر في هذا البند.',
    item_fined: 'تُقترح بالبند «{item}» مخالفة «{article}». أبقِ البند برمزه، أو احذفه من المادة في حزمة القواعد أولًا.',
    nothing_grave: 'يجب أن يكون في القائمة بند واحد جسيم على الأقل، وإلا تعذّر إيقاف العمل.',
  },
  en: {
    item_twice: 'This item code is repeated; each item needs its own.',
    reason_twice: 'This reason code is repeated in the item.',
    item_fined:
      'The violation “{article}” is proposed by the item “{item}”. Keep the item with its code, or take it out of the article in the rule pack first.',
    nothing_grave: 'At least one item must be of high severity, or no inspection could stop the works.',
  },
})
