import type { GeometryFaultCode } from '../geo/intake.ts'
import { describeFault, placeWords } from '../geo/messages.ts'
import type { Language, Names } from '../language/contract.ts'
import { type Phrase, speaker } from '../language/speak.ts'
import { categoryWords, methodWords, statusWords, utilityWords } from '../works/words.ts'
import { assetKindWords, assetStateWords, fieldWords, impactWords, streetClassWords, surfaceWords } from './words.ts'

const ar = {
  // the whole file
  not_json: 'الملف ليس JSON سليمًا أو انقطع قبل نهايته.',
  bad_encoding: 'ترميز النص ليس UTF-8. احفظ الملف بترميز UTF-8 وأعد رفعه.',
  not_a_collection: 'المتوقع ملف GeoJSON من نوع FeatureCollection.',
  crs_not_wgs84: 'إحداثيات الملف بالنظام {crs}. حوّل الملف إلى WGS84 (خط الطول ثم خط العرض) وأعد رفعه.',
  empty_file: 'لا صفوف في الملف. تأكد من الملف وأعد رفعه.',
  unknown_format: 'صيغة الملف غير مدعومة. الصيغ المقبولة: {formats}.',
  unexpected: 'توقف الاستيراد لخطأ غير متوقع، ولم يُحفظ شيء. أعد المحاولة.',
  interrupted: 'توقفت الخدمة أثناء الاستيراد، ولم يُحفظ شيء. أعد الفحص أو ارفع الملف من جديد.',
  overlaps_not_computable: 'تعذّر حساب تداخل هذه البيانات مع ما هو مسجّل، ولم يُحفظ شيء. استورد الملف على أجزاء.',
  changed_meanwhile: 'سُجّلت بيانات مطابقة أثناء الحفظ، ولم يُحفظ شيء. أعد الفحص ثم احفظ.',
  // the mapping
  unknown_field: 'حقل غير معروف لهذا النوع: {field}',
  field_needed: 'حدد عمودًا أو قيمة افتراضية للحقل: {field}',
  not_a_choice: 'القيمة «{value}» ليست من القيم المقبولة: {allowed}',
  agencies_by_office: 'إضافة الجهات من صلاحية مكتب التنسيق.',
  mapping_broken: 'مطابقة الأعمدة ليست JSON سليمًا.',
  file_needed: 'أرفق ملفًا في الحقل file.',
  kind_needed: 'حدد النوع: {allowed}',
  // actions
  not_ready: 'لا يقبل الاستيراد هذا الإجراء في حالته الحالية ({status}).',
  standing_changed: 'تغيّرت جهتك أو دورك بعد فحص الصفوف؛ طابق الأعمدة من جديد لإعادة الفحص.',
  nothing_to_store: 'لا صف صالحًا للحفظ.',
  // a row is refused
  broken_row: 'تعذّرت قراءة الصف: ليس JSON سليمًا.',
  unclosed_quote: 'علامة اقتباس (") لم تُغلق، فاختلط ما بعدها من صفوف. أغلقها وأعد رفع الملف.',
  row_too_large: 'الصف أكبر من المسموح ({mebibytes} ميبيبايت).',
  row_too_deep: 'تداخل القيم في الصف أعمق من المسموح.',
  bad_character: 'في الصف رمز لا يمكن حفظه.',
  not_a_feature: 'العنصر ليس Feature.',
  geometry_missing: 'لا شكل لهذا الصف.',
  axes_swapped: 'يبدو أن المحورين معكوسان: خط العرض قبل خط الطول.',
  null_island: 'الموقع 0,0 ليس مكانًا حقيقيًا.',
  collection_mixed: 'المجموعة تخلط خطوطًا ومساحات أو نقاطًا ({types}). قسّمها إلى صفوف من نوع واحد.',
  collection_nested: 'مجموعة أشكال داخل مجموعة؛ ارفعها أشكالًا منفردة.',
  collection_empty: 'مجموعة أشكال فارغة.',
  fix_geometry: 'صحّح الشكل في برنامجك ثم أعد رفعه؛ لا يُعدَّل الشكل نيابة عنك.',
  too_complex: 'الشكل أعقد من أن يُفحص في الوقت المحدد. بسّطه أو قسّمه.',
  not_computable: 'تعذّر حساب الأرض التي يشغلها هذا المسار. ارسمه بأجزاء أقل، أو قسّمه.',
  value_missing: 'القيمة مطلوبة: {field}',
  value_too_short: 'النص أقصر من المسموح ({least}): {field}',
  value_too_long: 'النص أطول من المسموح ({most}): {field}',
  not_a_number: 'المتوقع رقم بين {least} و{most}: {value}',
  not_a_region: 'رمز المنطقة من حرفين إلى ستة أحرف لاتينية كبيرة: {value}',
  not_a_day: 'ليس تاريخًا مفهومًا: {value}',
  month_first:
    'بعض تواريخ هذا العمود يبدأ بالشهر، فلا يُعرف اليوم من الشهر في {value}. اكتب التواريخ مثل 2026-12-25 وأعد رفع الملف.',
  sentinel_date: '{value} تاريخ يُكتب بدل «غير معروف»، وليس يومًا حقيقيًا.',
  ends_before_start: 'تاريخ النهاية {end} يسبق تاريخ البداية {start}.',
  not_over: 'تاريخ النهاية {end} لم يأتِ بعد؛ ما لم ينتهِ يُسجَّل في الأعمال.',
  guarantee_before_end: 'ينتهي الضمان قبل نهاية العمل {end}.',
  out_of_range: 'التاريخ خارج النطاق المعقول: {value}',
  duplicate_in_file: 'المعرّف {key} ورد من قبل في الصف {first}.',
  recorded_alike: 'عمل للجهة نفسها بالعنوان والموقع والمدة نفسها مسجّل من قبل برقم {number}.',
  street_recorded_alike: 'الشارع مسجّل من قبل على الخط نفسه باسم {name}. لتحديث بياناته استورده برمز.',
  already_stored: 'المعرّف {key} مسجّل من قبل.',
  agency_unknown: 'جهة غير معروفة: {value}',
  agency_needed: 'لا جهة لهذا الصف؛ اختر عمود الجهة أو جهة افتراضية.',
  agency_foreign: 'لا يمكنك التسجيل باسم جهة أخرى: {value}',
  // a row is taken, with a warning
  rewound: 'أُعيد ترتيب نقاط الحلقة باتجاهها الصحيح؛ الشكل نفسه لم يتغير.',
  parts_joined: 'وُصلت {before} قطعة متلامسة الأطراف فصارت {after}؛ المسار نفسه لم يتغير.',
  collection_unpacked: 'فُكّت مجموعة الأشكال إلى {type}.',
  default_used: 'القيمة «{value}» غير معروفة؛ استُخدمت القيمة الافتراضية «{used}».',
  agency_default: 'الجهة «{value}» غير معروفة؛ سُجّل الصف للجهة الافتراضية.',
  long_period: 'المدة {days} يومًا أطول مما تسمح به الفئة ({most}).',
  same_as: 'الموقع والمدة مطابقان للصف {first}.',
  placeholder_name: 'الاسم «{value}» وصف عام لا اسم شارع.',
  name_missing: 'لا اسم؛ سُجّل «شارع بلا اسم».',
  name_in_one_language: 'الاسم بلغة واحدة؛ استُخدم للغتين.',
  updates_existing: 'الرمز {key} مسجّل؛ سيُحدَّث.',
  takes_away: 'الشبكة {key} مسجّلة، والصف يقول إنها أُزيلت؛ ستُحذف من السجل.',
} as const

type Key = keyof typeof ar

const en: Record<Key, string> = {
  not_json: 'The file is not valid JSON, or ends too early.',
  bad_encoding: 'The text is not in UTF-8. Save the file as UTF-8 and upload it again.',
  not_a_collection: 'A GeoJSON FeatureCollection is expected.',
  crs_not_wgs84: 'The file is in {crs}. Convert it to WGS84 (longitude, latitude) and upload it again.',
  empty_file: 'The file has no rows. Check it and upload it again.',
  unknown_format: 'This file format is not supported. Accepted: {formats}.',
  unexpected: 'The import stopped on an unexpected error; nothing was stored. Try again.',
  interrupted: 'The service stopped during the import; nothing was stored. Check again, or upload the file again.',
  overlaps_not_computable:
    'The overlap of these rows with what is recorded could not be calculated; nothing was stored. Import the file in parts.',
  changed_meanwhile: 'The same data was recorded while this was being stored, so nothing was. Check again, then store.',
  unknown_field: 'unknown field for this kind: {field}',
  field_needed: 'choose a column or a default value for the field: {field}',
  not_a_choice: '“{value}” is not one of the accepted values: {allowed}',
  agencies_by_office: 'Only the coordination office may add organisations.',
  mapping_broken: 'the mapping is not valid JSON',
  file_needed: 'attach a file in the member file',
  kind_needed: 'choose the kind: {allowed}',
  not_ready: 'This is not possible in the import’s current state ({status}).',
  standing_changed:
    'Your organisation or role has changed since the rows were checked; match the columns again to check them anew.',
  nothing_to_store: 'There is no valid row to store.',
  broken_row: 'The row could not be read: not valid JSON.',
  unclosed_quote:
    'A quotation mark (") is not closed, so the rows after it run together. Close it and upload the file again.',
  row_too_large: 'The row is larger than allowed ({mebibytes} MiB).',
  row_too_deep: 'The values of the row are nested deeper than allowed.',
  bad_character: 'The row has a character that cannot be stored.',
  not_a_feature: 'The item is not a Feature.',
  geometry_missing: 'The row has no geometry.',
  axes_swapped: 'The axes look swapped: latitude before longitude.',
  null_island: 'The position 0,0 is not a real place.',
  collection_mixed: 'The collection mixes lines with areas or points ({types}). Split it into rows of one kind each.',
  collection_nested: 'A geometry collection inside another; upload the geometries one by one.',
  collection_empty: 'The geometry collection is empty.',
  fix_geometry: 'Correct the geometry in your own software and upload it again; it is not changed for you.',
  too_complex: 'The geometry is too complex to be checked in time. Simplify it or split it.',
  not_computable: 'The ground of this route could not be calculated. Draw it in fewer parts, or split it.',
  value_missing: 'a value is required: {field}',
  value_too_short: 'the text is shorter than allowed ({least}): {field}',
  value_too_long: 'the text is longer than allowed ({most}): {field}',
  not_a_number: 'a number between {least} and {most} is expected: {value}',
  not_a_region: 'a region is two to six capital letters: {value}',
  not_a_day: 'not a valid date: {value}',
  month_first:
    'This column has dates with the month first, so {value} may mean two days. Write dates like 2026-12-25 and upload the file again.',
  sentinel_date: '{value} is written for “unknown”; it is not a real date.',
  ends_before_start: 'the end date {end} is before the start date {start}',
  not_over: 'the end date {end} is still to come: what is not finished is recorded as works',
  guarantee_before_end: 'the guarantee ends before the end of the works {end}',
  out_of_range: 'the date is outside any reasonable range: {value}',
  duplicate_in_file: 'The id {key} is already in row {first}.',
  recorded_alike:
    'The same works of the same agency, on the same ground in the same days, is already recorded as {number}.',
  street_recorded_alike:
    'The street is already recorded on the same line, as {name}. To bring it up to date, import it with a code.',
  already_stored: 'The id {key} is already recorded.',
  agency_unknown: 'unknown agency: {value}',
  agency_needed: 'the row has no agency; choose the agency column or a default agency',
  agency_foreign: 'You cannot record anything for another agency: {value}',
  rewound: 'The ring was rewound to its right direction; the shape is the same.',
  parts_joined: '{before} parts that touch end to end were joined to {after}; the route is the same.',
  collection_unpacked: 'The geometry collection was unpacked to a {type}.',
  default_used: '“{value}” is not known; the default “{used}” was used.',
  agency_default: 'The agency “{value}” is not known; the row is recorded for the default agency.',
  long_period: '{days} days are more than the category allows ({most}).',
  same_as: 'Same ground and period as row {first}.',
  placeholder_name: '“{value}” is a description, not a street’s name.',
  name_missing: 'No name; recorded as “Unnamed street”.',
  name_in_one_language: 'The name is in one language; it is used for both.',
  updates_existing: 'The code {key} is already recorded; it will be updated.',
  takes_away: 'The network {key} is recorded, and the row says that it was removed; it will be taken off the register.',
}

export const sayImports = speaker<Key>({ ar, en })
export type ImportMessage = Key

/** The words for a reason's code, ours or the geometry intake's, with its place where it has one. */
export function sayReason(code: Key | GeometryFaultCode, values: Values, place: readonly number[] | undefined): Phrase {
  const { detail = '', ...others } = values
  const words: Phrase =
    code in en
      ? (language) => sayImports(code as Key, { ...worded(others, language), detail })(language)
      : describeFault({ code: code as GeometryFaultCode, detail: String(detail) })
  const mend = isMendable(code) ? sayImports('fix_geometry') : null
  return (language) => words(language) + placeWords(place) + (mend ? `. ${mend(language)}` : '')
}

type Values = Record<string, string | number>

const valueWords: Partial<Record<string, Record<string, Names>>> = {
  category: categoryWords,
  utility: utilityWords,
  status: statusWords,
  method: methodWords,
  trafficImpact: impactWords,
  streetClass: streetClassWords,
  surfaceKind: surfaceWords,
  assetKind: assetKindWords,
  assetState: assetStateWords,
}

/** A field, and the value that it was given, as the form calls them; others, and theirs, as they stand. */
function worded({ field, used, ...others }: Values, language: Language): Values {
  if (field === undefined) return used === undefined ? others : { ...others, used }
  const called = (fieldWords as Partial<Record<string, Names>>)[field]?.[language] ?? field
  const value = used === undefined ? {} : { used: valueWords[field]?.[used]?.[language] ?? used }
  return { ...others, field: called, ...value }
}

/** Shapes that a repair could guess at: whoever drew them must say what is meant. */
function isMendable(code: string): boolean {
  return code === 'invalid' || code === 'ring_not_closed' || code === 'part_too_short'
}
