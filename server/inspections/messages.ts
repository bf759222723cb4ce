import { speaker } from '../language/speak.ts'

export const sayInspections = speaker({
  ar: {
    ends_before_start: 'وقت النهاية يسبق وقت البداية',
    out_of_range: 'الوقت خارج النطاق المعقول؛ راجع ساعة الجهاز',
    item_missing: 'لم يُجب عن البند «{item}»',
    item_unknown: 'بند ليس في قائمة الفحص',
    item_twice: 'البند مذكور مرتين',
    reason_missing: 'اذكر سبب إخفاق البند',
    reason_unknown: 'سبب ليس من أسباب هذا البند',
    photo_missing: 'أرفق صورة للبند المخفق',
    photo_unknown: 'صورة غير مذكورة في قائمة صور المعاينة',
    photo_twice: 'الصورة مذكورة مرتين، أو أُرسلت مع معاينة أخرى',
    place_missing: 'حدّد موضع البند المخفق على الخريطة',
    note_missing: 'اكتب ما منع المعاينة',
    stop_without_grave: 'لا يُوقف العمل إلا ببند جسيم مخفق',
    checklist_unknown: 'لا يوجد إصدار بهذا الرقم من قائمة الفحص',
    no_permit: 'لا رخصة لهذا العمل ولا إشعار طوارئ. إن كان أحد يحفر فيه فاختر النوع «معاينة».',
    no_guarantee: 'لم تُقبل إعادة الوضع بعد، ولم يبدأ الضمان. اختر نوعًا آخر.',
    version_unknown: 'لم يصل العمل إلى هذا الإصدار بعد',
    away_without_reason: 'أنت أبعد من {metres, number} م عن العمل أو موضعك غير معروف؛ اذكر السبب',
    visit_unknown: 'لا توجد زيارة بهذا المعرّف لهذا العمل ومن هذا النوع',
    visit_done: 'أُنجزت هذه الزيارة بمعاينة أخرى. راجع المعاينتين ثم أرسل معاينتك دون الزيارة إن لزم.',
    works_changed: 'تغيّر مسار العمل أو مدته أو مقاوله بعد أن حمّلته. راجع التغيير ثم أرسل المعاينة بالإصدار الجديد.',
    id_reused: 'أُرسلت من قبل معاينة أخرى بهذا المعرّف',
  },
  en: {
    ends_before_start: 'it ends before it starts',
    out_of_range: 'a time out of any reasonable range; look at the clock of the device',
    item_missing: 'the item “{item}” was not answered',
    item_unknown: 'no item of this checklist',
    item_twice: 'this item is there twice',
    reason_missing: 'say why the item failed',
    reason_unknown: 'none of the reasons of this item',
    photo_missing: 'a failed item needs a photo',
    photo_unknown: 'a photo that the inspection does not list',
    photo_twice: 'this photo is there twice, or came with another inspection',
    place_missing: 'show on the map where the item failed',
    note_missing: 'write what stood in the way',
    stop_without_grave: 'works are stopped only where a grave item failed',
    checklist_unknown: 'there is no such version of this checklist',
    no_permit:
      'this works has no permit, and no emergency was notified: if somebody digs there, inspect it as an investigation',
    no_guarantee:
      'the reinstatement has not been accepted and the guarantee has not begun: inspect it as something else',
    version_unknown: 'the works has not come to this version yet',
    away_without_reason:
      'you are farther than {metres, number} m from the works, or your position is not known: say why',
    visit_unknown: 'there is no such visit of this kind to these works',
    visit_done:
      'This visit was fulfilled by another inspection. Look at both, then send yours without the visit if it is to stand as well.',
    works_changed:
      'The route, the days or the contractor of the works changed after you took it along. Look at the change, then send the inspection by the new version.',
    id_reused: 'Another inspection was sent under this id',
  },
})
