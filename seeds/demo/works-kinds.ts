import type { Category, Method, Utility } from '../../server/works/contract.ts'
import type { Random } from './random.ts'

type Trade = {
  agencyCode: string
  utility: Utility
  share: number
  trench: readonly [least: number, most: number]
  depth: readonly [least: number, most: number]
  methods: readonly (readonly [Method, number])[]
  /** What the works is called, before the name of the street. */
  planned: readonly string[]
  connection: string
  multi: string
  emergency: string
  future: string
  pit: string
}

export const trades: readonly Trade[] = [
  {
    agencyCode: 'DEMO-ELEC',
    utility: 'electricity',
    share: 22,
    trench: [0.6, 1.1],
    depth: [0.9, 1.4],
    methods: [
      ['open_cut', 8],
      ['trenchless', 2],
    ],
    planned: [
      'تمديد كابل جهد متوسط',
      'استبدال كابلات جهد منخفض',
      'تعزيز مغذي كهرباء 13.8 ك.ف',
      'إنارة شارع وتمديد كابلاتها',
    ],
    connection: 'إيصال تيار كهربائي لمبنى',
    multi: 'إيصال تيار كهربائي لمجموعة مبانٍ',
    emergency: 'إصلاح كابل مقطوع',
    future: 'مشروع تحويل الخطوط الهوائية إلى أرضية',
    pit: 'إنشاء غرفة توزيع كهرباء',
  },
  {
    agencyCode: 'DEMO-WATER',
    utility: 'water',
    share: 20,
    trench: [0.7, 1.3],
    depth: [1.1, 1.9],
    methods: [
      ['open_cut', 9],
      ['trenchless', 1],
    ],
    planned: ['استبدال خط مياه رئيس', 'تمديد شبكة مياه فرعية', 'تركيب محابس عزل وخط تغذية', 'تجديد خط مياه قديم'],
    connection: 'توصيلة مياه منزلية',
    multi: 'توصيلات مياه منزلية',
    emergency: 'إصلاح كسر في خط المياه',
    future: 'مشروع خط ناقل للمياه',
    pit: 'إنشاء غرفة محابس مياه',
  },
  {
    agencyCode: 'DEMO-SEWER',
    utility: 'sewer',
    share: 9,
    trench: [1.1, 2.2],
    depth: [1.8, 4.5],
    methods: [
      ['open_cut', 8],
      ['trenchless', 2],
    ],
    planned: ['تنفيذ خط صرف صحي', 'استبدال خط صرف متهالك', 'رفع كفاءة خط انحدار'],
    connection: 'توصيلة صرف صحي منزلية',
    multi: 'توصيلات صرف صحي منزلية',
    emergency: 'معالجة هبوط فوق خط الصرف',
    future: 'مشروع مجمّع صرف رئيس',
    pit: 'إنشاء غرفة تفتيش صرف صحي',
  },
  {
    agencyCode: 'DEMO-SEWER',
    utility: 'drainage',
    share: 3,
    trench: [1.2, 2.4],
    depth: [1.5, 3],
    methods: [['open_cut', 1]],
    planned: ['تنفيذ قناة تصريف مياه الأمطار', 'تركيب مصائد أمطار وخط تصريف'],
    connection: 'ربط مصيدة أمطار',
    multi: 'ربط مصائد أمطار',
    emergency: 'معالجة انسداد خط تصريف الأمطار',
    future: 'مشروع درء أخطار السيول',
    pit: 'إنشاء غرفة تصريف أمطار',
  },
  {
    agencyCode: 'DEMO-TEL',
    utility: 'telecom',
    share: 16,
    trench: [0.6, 0.9],
    depth: [0.6, 1],
    methods: [
      ['open_cut', 5],
      ['micro_trench', 4],
      ['trenchless', 1],
    ],
    planned: ['توصيل ألياف بصرية', 'تمديد مجاري هاتف', 'ربط برج اتصالات بالألياف'],
    connection: 'توصيل ألياف بصرية لمبنى',
    multi: 'توصيل ألياف بصرية للمنازل',
    emergency: 'إصلاح كابل ألياف مقطوع',
    future: 'مشروع توسعة شبكة الألياف البصرية',
    pit: 'إنشاء غرفة اتصالات',
  },
  {
    agencyCode: 'DEMO-TEL2',
    utility: 'telecom',
    share: 9,
    trench: [0.6, 0.8],
    depth: [0.5, 0.9],
    methods: [
      ['micro_trench', 6],
      ['open_cut', 4],
    ],
    planned: ['مد شبكة ألياف ضوئية', 'تمديد حلقة ألياف ثانية', 'توسعة شبكة النفاذ'],
    connection: 'إيصال خدمة ألياف لمبنى',
    multi: 'إيصال خدمة ألياف للوحدات السكنية',
    emergency: 'إعادة خدمة ألياف مقطوعة',
    future: 'مشروع حلقة ألياف المدينة',
    pit: 'تركيب كبينة ألياف أرضية',
  },
  {
    agencyCode: 'DEMO-GAS',
    utility: 'gas',
    share: 5,
    trench: [0.7, 1.1],
    depth: [1, 1.5],
    methods: [
      ['open_cut', 8],
      ['trenchless', 2],
    ],
    planned: ['تمديد خط غاز منخفض الضغط', 'إنشاء شبكة غاز الحي'],
    connection: 'توصيل غاز لمبنى',
    multi: 'توصيل غاز لمجموعة مبانٍ',
    emergency: 'معالجة تسرب في خط الغاز',
    future: 'مشروع إيصال الغاز إلى الحي',
    pit: 'إنشاء غرفة تخفيض ضغط الغاز',
  },
  {
    agencyCode: 'DEMO-COOL',
    utility: 'cooling',
    share: 4,
    trench: [1.2, 1.5],
    depth: [1.4, 2.2],
    methods: [['open_cut', 1]],
    planned: ['تمديد أنابيب تبريد المناطق', 'ربط مبنى بمحطة التبريد'],
    connection: 'ربط مبنى بشبكة التبريد',
    multi: 'ربط مبانٍ بشبكة التبريد',
    emergency: 'إصلاح تسرب في أنابيب التبريد',
    future: 'مشروع توسعة شبكة التبريد',
    pit: 'إنشاء غرفة محابس تبريد',
  },
  {
    agencyCode: 'DEMO-ROADS',
    utility: 'road',
    share: 12,
    trench: [3, 6],
    depth: [0.1, 0.6],
    methods: [['surface', 1]],
    planned: ['إعادة سفلتة', 'كشط وسفلتة', 'تأهيل الأرصفة والمداخل', 'صيانة طبقات الرصف'],
    connection: 'إصلاح حفرة',
    multi: 'إصلاح حفر متفرقة',
    emergency: 'معالجة هبوط في الطريق',
    future: 'مشروع تطوير محور الطريق',
    pit: 'إصلاح تقاطع',
  },
]

export function categoryOf(trade: Trade, phase: string, random: Random): Category {
  if (phase === 'far') return 'future_project'
  if (trade.utility === 'road') return 'road_works'
  if (phase === 'later')
    return random.weigh([
      ['planned', 82],
      ['multi_connection', 18],
    ])
  if (phase === 'next')
    return random.weigh([
      ['planned', 72],
      ['connection', 14],
      ['multi_connection', 14],
    ])
  return random.weigh([
    ['planned', 64],
    ['connection', 13],
    ['multi_connection', 11],
    ['emergency', 12],
  ])
}

const around = (median: number, spread: number, random: Random) => median * Math.exp(spread * random.normal())
const within = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

export function metresOf(category: Category, random: Random): number {
  switch (category) {
    case 'connection':
      return 30
    case 'emergency':
      return random.between(6, 28)
    case 'multi_connection':
      return within(80, around(210, 0.5, random), 950)
    case 'road_works':
      return within(90, around(330, 0.7, random), 1600)
    case 'future_project':
      return within(250, around(900, 0.55, random), 3600)
    case 'planned':
      return within(30, around(220, 0.95, random), 3200)
  }
}

export function daysOf(category: Category, metres: number, most: number, random: Random): number {
  switch (category) {
    case 'connection':
      return random.integer(2, 7)
    case 'emergency':
      return random.integer(2, 6)
    case 'road_works':
      return Math.round(within(25, 35 + metres / 9 + 18 * random.normal(), 150))
    case 'future_project':
      return Math.round(within(60, 60 + metres / 14 + 15 * random.normal(), 150))
    default:
      return Math.round(within(8, 24 + metres / 9 + 9 * random.normal(), random.chance(0.06) ? most + 20 : most))
  }
}

export const titleOf = (trade: Trade, category: Category, random: Random) =>
  category === 'connection'
    ? trade.connection
    : category === 'multi_connection'
      ? trade.multi
      : category === 'emergency'
        ? trade.emergency
        : category === 'future_project'
          ? trade.future
          : random.pick(trade.planned)

export const descriptions = [
  'يُنفَّذ العمل على مراحل، ولا يُفتح من الشارع أكثر من مئة متر في وقت واحد.',
  'يبقى مسار واحد على الأقل مفتوحًا للحركة طوال التنفيذ.',
  'يُنفَّذ ليلًا عند التقاطعات، وتُعاد الطبقات قبل السادسة صباحًا.',
  'تشمل الأعمال إعادة الرصف بعرض المسار كاملًا.',
  'يلزم تحويل مؤقت للمشاة أمام المحلات.',
  'يتقاطع العمل مع شبكات قائمة؛ يُحفر يدويًا بقربها.',
]
