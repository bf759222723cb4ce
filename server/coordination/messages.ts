import { speaker } from '../language/speak.ts'

// as they are said after «خلال»
const arDays = '{days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}}'
const arGap =
  '{gap, plural, zero {بلا فاصل} one {بفاصل يوم واحد} two {بفاصل يومين} few {بفاصل # أيام} many {بفاصل # يومًا} other {بفاصل # يوم}}'
const enDays = '{days, plural, one {# day} other {# days}}'

export const sayCoordination = speaker({
  ar: {
    clash: `يتقاطع مع «{other}» في {metres} م ({squareMetres} م²) خلال ${arDays} ({start} – {end}). القاعدة: لا يشغل عملان الأرض نفسها في الوقت نفسه.`,
    proximity: `موقع «{other}» على بعد {distance} م خلال ${arDays} ({start} – {end}). القاعدة: نطاقا التأثير متداخلان، فيلزم تنسيق المرور والمعدات.`,
    repeat_dig: `الأرض نفسها تُحفر مرتين: {metres} م مشتركة مع «{other}» ${arGap}. القاعدة: ما يقع خلال {window, plural, one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} يُبحث تنفيذه في خندق واحد.`,
    moratorium: `تقع {squareMetres} م² على أرض ينتهي فيها «{other}» في {end}. القاعدة: لا حفر قبل مضي {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} على انتهائه.`,
    moratorium_before: `تقع {squareMetres} م² على أرض يبدأ فيها «{other}» في {start}. القاعدة: لا حفر فيها قبل مضي {days, plural, zero {# يوم} one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} على انتهاء العمل السابق، وتنتهي الفترة المخططة هنا في {ownEnd}.`,
    guarantee: 'تقع {metres} م على أرض «{other}» وهي في الضمان حتى {until}؛ تنتقل مسؤولية السطح إليكم.',
    diversion_on: `الإغلاق يقع على طريق تحويل المرور الذي أعلنه «{other}» خلال ${arDays} ({start} – {end}). القاعدة: لا يُغلق طريق تحويلة سارية.`,
    diversion_through: `تحويلة المرور تمر بطريق يغلقه «{other}» خلال ${arDays} ({start} – {end}). القاعدة: لا تمر تحويلة بطريق مغلق.`,
    diversion_both: `كلٌّ من هذا العمل و«{other}» يغلق طريق تحويلة الآخر خلال ${arDays} ({start} – {end}). القاعدة: لا يُغلق طريق تحويلة سارية.`,
    protected_hold: 'سطح محمي: أُعيدت سفلتة «{other}» في {resurfaced}، والحفر ممنوع حتى {until}. يقع منه {metres} م.',
    protected:
      'سطح محمي حتى {until}: أُعيدت سفلتة «{other}» في {resurfaced}. يقع منه {metres} م، والحفر يحتاج مبررًا وإعادة سفلتة المقطع.',
    resurfaced_hold: 'سطح جديد: أتم «{other}» سفلتته في {resurfaced}، والحفر ممنوع حتى {until}. يقع منه {metres} م.',
    resurfaced:
      'سطح محمي حتى {until}: أتم «{other}» سفلتته في {resurfaced}. يقع منه {metres} م، والحفر يحتاج مبررًا وإعادة سفلتة المقطع.',
    moratorium_dug:
      'تقع {metres} م على أرض حُفرت قبل هذا السجل وأُغلقت في {closed} («{other}»). القاعدة: لا حفر فيها قبل {first}.',
    moratorium_cleared:
      'تقع {metres} م على أرض «{other}» التي أُغلقت في {closed} وأُخلي طرفها. القاعدة: لا حفر فيها قبل {first}.',
    guarantee_dug:
      'تقع {metres} م على حفرية سابقة («{other}») في ضمان {guarantor} حتى {until}؛ تنتقل مسؤولية السطح إليكم.',
    constraint: 'يقع في نطاق «{other}» من {start} إلى {end}. تتداخل {squareMetres} م².',
    constraint_always: 'يقع في نطاق «{other}»، وهو قيد دائم. تتداخل {squareMetres} م².',
    limit_days:
      'مدة العمل {days, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}، والحد الأعلى لهذه الفئة على هذا الطريق {most, plural, one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}.',
    limit_days_central:
      'مدة العمل {days, plural, zero {# يوم} one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}. يقع العمل في المنطقة المركزية «{other}»، وكل شارع فيها يُعامل معاملة الطريق السريع: الحد الأعلى {most, plural, one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}.',
    limit_lead: 'يبدأ العمل بعد أقل من {hours} ساعة من الآن؛ قدّم الطلب قبل البدء بهذه المدة على الأقل.',
    limit_connections: 'عدد التوصيلات {connections}، والحد الأعلى في رخصة واحدة {most}.',
    limit_connection_length: 'التوصيلات {numbers} أطول من الحد الأعلى للتوصيلة الواحدة، وهو {most} م.',
    limit_connection_start: 'التوصيلات {numbers} لا تبدأ من المسار الرئيس (على بعد {within} م منه على الأكثر).',
    limit_route: 'طول المسار الرئيس {metres} م، والحد الأعلى للتوصيلات المتعددة {most} م.',
    split_days:
      'للجهة نفسها في هذا الشارع {works, plural, zero {# عمل} one {عمل آخر} two {عملان آخران} few {# أعمال أخرى} many {# عملًا آخر} other {# عمل آخر}} بفاصل لا يزيد على {within, plural, one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} ({numbers}). مجموع المدد {sum, plural, one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}، والحد الأعلى للعمل الواحد {most, plural, one {يوم واحد} two {يومان} few {# أيام} many {# يومًا} other {# يوم}}.',
    split_connections:
      'للجهة نفسها في هذا الشارع {works, plural, zero {# عمل} one {عمل آخر} two {عملان آخران} few {# أعمال أخرى} many {# عملًا آخر} other {# عمل آخر}} بفاصل لا يزيد على {within, plural, one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} ({numbers}). مجموع التوصيلات {sum}، والحد الأعلى في رخصة واحدة {most}.',
    split_metres:
      'للجهة نفسها في هذا الشارع {works, plural, zero {# عمل} one {عمل آخر} two {عملان آخران} few {# أعمال أخرى} many {# عملًا آخر} other {# عمل آخر}} بفاصل لا يزيد على {within, plural, one {يوم واحد} two {يومين} few {# أيام} many {# يومًا} other {# يوم}} ({numbers}). مجموع أطوال المسارات الرئيسة {sum} م، والحد الأعلى للعمل الواحد {most} م.',
    limit_title: 'حدود الفئة',
  },
  en: {
    clash: `Conflicts with “{other}” on {metres} m ({squareMetres} m²) for ${enDays} ({start} – {end}). Rule: two works do not occupy the same ground at the same time.`,
    proximity: `“{other}” is {distance} m away for ${enDays} ({start} – {end}). Rule: their areas of influence overlap; traffic and plant need coordination.`,
    repeat_dig: `The same ground is dug twice: {metres} m shared with “{other}”, {gap, plural, one {# day} other {# days}} apart. Rule: what falls within {window} days is considered for a shared trench.`,
    moratorium: `{squareMetres} m² lie on ground where “{other}” ends on {end}. Rule: no digging before {days, plural, one {# day} other {# days}} have passed.`,
    moratorium_before: `{squareMetres} m² lie on ground where “{other}” starts on {start}. Rule: no digging there before ${enDays} have passed since the earlier works, and the period planned here ends on {ownEnd}.`,
    guarantee:
      '{metres} m lie on the ground of “{other}”, in guarantee until {until}; liability for the surface passes to you.',
    diversion_on: `The closure lies on the diversion route announced by “{other}”, for ${enDays} ({start} – {end}). Rule: the road of a diversion in force is not closed.`,
    diversion_through: `The diversion runs along a road closed by “{other}”, for ${enDays} ({start} – {end}). Rule: no diversion runs along a closed road.`,
    diversion_both: `These works and “{other}” each close the other’s diversion route, for ${enDays} ({start} – {end}). Rule: the road of a diversion in force is not closed.`,
    protected_hold:
      'Protected surface: “{other}” was resurfaced on {resurfaced}; no digging until {until}. {metres} m lie on it.',
    protected:
      'Protected surface until {until}: “{other}” was resurfaced on {resurfaced}. {metres} m lie on it; digging needs a justification and the section resurfaced.',
    resurfaced_hold:
      'New surface: “{other}” resurfaced it by {resurfaced}; no digging until {until}. {metres} m lie on it.',
    resurfaced:
      'Protected surface until {until}: “{other}” resurfaced it by {resurfaced}. {metres} m lie on it; digging needs a justification and the section resurfaced.',
    moratorium_dug:
      '{metres} m lie on ground that was dug before this register and closed on {closed} (“{other}”). Rule: no digging there before {first}.',
    moratorium_cleared:
      '{metres} m lie on ground of “{other}”, which was closed on {closed} and is cleared. Rule: no digging there before {first}.',
    guarantee_dug:
      '{metres} m lie on an earlier cut (“{other}”), in the guarantee of {guarantor} until {until}; liability for the surface passes to you.',
    constraint: 'Lies within “{other}” from {start} to {end}. {squareMetres} m² overlap.',
    constraint_always: 'Lies within “{other}”, a permanent constraint. {squareMetres} m² overlap.',
    limit_days:
      'The works take {days, plural, one {# day} other {# days}}; at most {most} are allowed for this category on this road.',
    limit_days_central:
      'The works take {days, plural, one {# day} other {# days}}. They lie in the central zone “{other}”, where every street counts as a highway: at most {most} days are allowed.',
    limit_lead: 'The works start in less than {hours} hours; apply at least that long before.',
    limit_connections: '{connections} connections; at most {most} in one permit.',
    limit_connection_length: 'Connections {numbers} are longer than the limit for one connection: {most} m.',
    limit_connection_start: 'Connections {numbers} do not start on the main route (within {within} m of it).',
    limit_route: 'The main route is {metres} m long; at most {most} m for multiple connections.',
    split_days:
      'This agency has {works, plural, one {# other works} other {# other works}} on this street, at most {within} days apart ({numbers}). Together they take {sum} days; the limit for one works is {most} days.',
    split_connections:
      'This agency has {works, plural, one {# other works} other {# other works}} on this street, at most {within} days apart ({numbers}). Together they have {sum} connections; the limit in one permit is {most}.',
    split_metres:
      'This agency has {works, plural, one {# other works} other {# other works}} on this street, at most {within} days apart ({numbers}). Together their main routes are {sum} m long; the limit for one works is {most} m.',
    limit_title: 'Limits of the category',
  },
})
