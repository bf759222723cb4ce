import { speaker } from '../../language/speak.ts'

export const sayChecklists = speaker({
  ar: {
    item_twice: 'رمز البند مكرر؛ لكل بند رمز خاص به.',
    reason_twice: 'رمز سبب الإخفاق مكرر في هذا البند.',
    nothing_grave: 'يجب أن يكون في القائمة بند واحد جسيم على الأقل، وإلا تعذّر إيقاف العمل.',
  },
  en: {
    item_twice: 'This code is there twice; each item has one of its own.',
    reason_twice: 'This reason is there twice in the item.',
    nothing_grave: 'At least one item has to be of high severity, or no visit could stop the works.',
  },
})
