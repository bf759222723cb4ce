import { speaker } from '../language/speak.ts'

export const sayMedia = speaker({
  ar: {
    not_a_photo: 'الملف ليس صورة مقبولة. أرسل صورة بصيغة JPEG أو PNG أو WebP.',
    heic: 'صيغة HEIC غير مدعومة بعد. احفظ الصورة بصيغة JPEG ثم أعد الإرسال.',
    broken: 'الصورة تالفة أو ناقصة. التقطها أو اخترها من جديد.',
    too_many_bytes: 'حجم الصورة أكبر من {megabytes} ميغابايت. التقطها بدقة أقل.',
    too_many_pixels: 'أبعاد الصورة أكبر من المسموح ({megapixels} ميغابكسل، و{side} بكسل لأطول ضلع).',
  },
  en: {
    not_a_photo: 'The file is not an accepted photo. Send a JPEG, PNG or WebP.',
    heic: 'HEIC is not supported yet. Save the photo as a JPEG and send it again.',
    broken: 'The photo is damaged or incomplete. Take it or choose it again.',
    too_many_bytes: 'The photo is larger than {megabytes} MB. Take it at a lower resolution.',
    too_many_pixels: 'The photo is larger than {megapixels} megapixels, or than {side} pixels a side.',
  },
})
