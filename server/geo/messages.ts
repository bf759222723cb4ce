import { type Phrase, speaker } from '../language/speak.ts'
import type { GeometryFault } from './intake.ts'

export const sayGeo = speaker({
  ar: {
    not_a_geometry: 'ليس شكلًا هندسيًا بصيغة GeoJSON',
    type_not_allowed: 'نوع الشكل غير مقبول هنا: {detail}',
    crs_not_allowed: 'الإحداثيات بنظام WGS84 دائمًا؛ احذف العنصر crs',
    unknown_member: 'عنصر غير معروف في الشكل',
    not_a_list: 'المتوقع قائمة إحداثيات',
    not_a_position: 'المتوقع إحداثيان رقميان: خط الطول ثم خط العرض',
    outside_box: 'النقطة خارج نطاق اختصاص الجهة',
    too_many_vertices: 'عدد النقاط يتجاوز الحد ({detail})',
    too_many_parts: 'عدد الأجزاء يتجاوز الحد ({detail})',
    too_many_rings: 'عدد الحلقات يتجاوز الحد ({detail})',
    empty: 'القائمة فارغة',
    too_few_positions: 'عدد النقاط غير كافٍ',
    ring_not_closed: 'الحلقة غير مغلقة: النقطة الأخيرة يجب أن تطابق الأولى',
    part_too_short: 'جزء بلا طول (أقل من سنتيمتر)',
    too_long: 'المسار أطول من المسموح لعمل واحد ({detail} كم)',
    too_large: 'المساحة أكبر من المسموح لعمل واحد ({detail} كم²)',
    too_tangled: 'المسار يرتد على نفسه أو يتقاطع مع نفسه مرات كثيرة؛ ارسمه مرة واحدة',
    invalid: 'شكل غير صالح: {detail}',
  },
  en: {
    not_a_geometry: 'not a GeoJSON geometry',
    type_not_allowed: 'this type of geometry is not accepted here: {detail}',
    crs_not_allowed: 'coordinates are always WGS84; leave out the member crs',
    unknown_member: 'unknown member of a geometry',
    not_a_list: 'a list of coordinates is expected',
    not_a_position: 'two finite numbers are expected: longitude, latitude',
    outside_box: 'the position lies outside the jurisdiction',
    too_many_vertices: 'more positions than allowed ({detail})',
    too_many_parts: 'more parts than allowed ({detail})',
    too_many_rings: 'more rings than allowed ({detail})',
    empty: 'the list is empty',
    too_few_positions: 'too few positions',
    ring_not_closed: 'the ring is not closed: its last position must equal its first',
    part_too_short: 'a part without length (under a centimetre)',
    too_long: 'the route is longer than allowed for one works ({detail} km)',
    too_large: 'the area is larger than allowed for one works ({detail} km²)',
    too_tangled: 'the route turns back on itself or crosses itself too often; draw it once',
    invalid: 'the shape is not valid: {detail}',
  },
})

/** What the database says of an invalid shape, in Arabic; what is not here is given as it says it. */
const invalidities: Record<string, string> = {
  'Self-intersection': 'الحدود تقطع نفسها',
  'Ring Self-intersection': 'الحلقة تلامس نفسها أو تقطعها',
  'Too few points in geometry component': 'عدد النقاط غير كافٍ في أحد الأجزاء',
  'Hole lies outside shell': 'فراغ داخلي يقع خارج الحدود',
  'Holes are nested': 'فراغ داخلي يقع داخل فراغ آخر',
  'Interior is disconnected': 'المساحة مقسومة غير متصلة',
  'Nested shells': 'جزء يقع داخل جزء آخر',
  'Duplicate Rings': 'حلقتان متطابقتان',
  'Invalid Coordinate': 'إحداثيات غير صالحة',
  'Ring is not closed': 'الحلقة غير مغلقة',
}

const [leftToRightIsolate, popIsolate] = ['\u2066', '\u2069']

/** Longitude and latitude in brackets, to be put after a sentence of either language; nothing without a place. */
export function placeWords(place: readonly number[] | undefined): string {
  if (!place) return ''
  return ` ${leftToRightIsolate}(${place.map((degrees) => degrees.toFixed(6)).join(', ')})${popIsolate}`
}

/** A geometry fault in words, with its place where it has one. */
export function describeFault({ code, detail = '', place }: Omit<GeometryFault, 'member'>): Phrase {
  return (language) => {
    const told = code === 'invalid' && language === 'ar' ? (invalidities[detail] ?? detail) : detail
    return sayGeo(code, { detail: told })(language) + placeWords(place)
  }
}
