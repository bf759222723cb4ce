import { speaker } from '../../language/speak.ts'

export const sayNetwork = speaker({
  ar: {
    too_far: 'الموقعان متباعدان: أقصى مسافة {most} م.',
    no_street_near: 'لا شارع على بعد {metres} م من أحد الموقعين.',
    not_connected: 'لا يصل بين الموقعين طريق على الشوارع المسجلة.',
    too_wide: 'بين الموقعين شوارع أكثر من أن يُبحث فيها؛ اختر موقعين أقرب.',
    cannot_offset: 'لا يمكن رسم خط بهذا البعد عن محور الشارع.',
    same_place: 'الموقعان على النقطة نفسها من الشارع.',
    place: 'اكتب خط الطول ثم خط العرض بالدرجات.',
  },
  en: {
    too_far: 'The two places are too far apart: at most {most} m.',
    no_street_near: 'No street within {metres} m of one of the places.',
    not_connected: 'The recorded streets do not connect the two places.',
    too_wide: 'There are too many streets between the two places; choose nearer ones.',
    cannot_offset: 'No line can be drawn at this distance from the centreline.',
    same_place: 'Both places are at the same point of the street.',
    place: 'Write longitude, then latitude, in degrees.',
  },
})
