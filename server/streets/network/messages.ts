import { speaker } from '../../language/speak.ts'

export const sayNetwork = speaker({
  ar: {
    too_far: 'الموقعان متباعدان: أقصى مسافة {most} م.',
    no_street_near: 'لا شارع على بُعد {metres} م من أحد الموقعين.',
    not_connected: 'لا يصل بين الموقعين طريق على الشوارع المسجلة.',
    too_wide: 'بين الموقعين شوارع أكثر من أن يُبحث فيها؛ اختر موقعين أقرب.',
    cannot_offset: 'لا يمكن رسم خط بهذا البعد عن محور الشارع.',
    same_place: 'الموقعان على النقطة نفسها من الشارع.',
    place: 'اكتب خط الطول ثم دائرة العرض بالدرجات.',
  },
  en: {
    too_far: 'The two places are too far apart: {most} m at most.',
    no_street_near: 'No street within {metres} m of one of the places.',
    not_connected: 'The recorded streets do not connect the two places.',
    too_wide: 'There are too many streets between the two places; choose nearer ones.',
    cannot_offset: 'There is no line so far from the middle of the street.',
    same_place: 'Both places are the same point of the street.',
    place: 'Write longitude, then latitude, in degrees.',
  },
})
