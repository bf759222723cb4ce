import { addDays } from '../../server/time/rules.ts'
import { market } from './landform.ts'
import { at, lengthOf } from './lines.ts'
import { move, positionOf, type Spot } from './plane.ts'
import { idOf, type Random, randomOf } from './random.ts'
import type { NamedRoad } from './streets.ts'
import type { DemoReport, DemoReportCategory, DemoReportStatus } from './types.ts'
import type { Sketch } from './works.ts'

const count = 400

const notes: Record<DemoReportCategory, readonly string[]> = {
  excavation_barriers: [
    'الحواجز ساقطة على الرصيف',
    'لا توجد إنارة تحذيرية ليلًا حول الحفرية',
    'الحفرية مكشوفة بلا سياج',
  ],
  potholes: ['حفرة عميقة في المسار الأيمن', 'هبوط في الأسفلت بعد الحفر', 'الردم هبط وصار مطبًا'],
  damaged_sidewalk: ['بلاط الرصيف مكسور', 'حجر الرصيف مخلوع منذ أسبوع'],
  construction_waste: ['مخلفات حفر متروكة بجانب الشارع', 'كومة ردم تسد الموقف'],
  garbage: ['الحاوية ممتلئة', 'نفايات متناثرة حول الحاوية'],
  graffiti: ['كتابات على سور الحديقة', 'جدار مشوّه بالكتابة'],
  broken_sign: ['لوحة اسم الشارع باهتة', 'لوحة التوقف مائلة'],
  street_light: ['عمود الإنارة مطفأ', 'الإنارة ترمش طوال الليل'],
  billboard: ['لوحة إعلانية ممزقة', 'لوحة تحجب الرؤية عند التقاطع'],
  sand_on_road: ['رمال متراكمة على المسار', 'زحف رمال بعد العاصفة'],
  cluttered_sidewalk: ['بضائع تسد الرصيف', 'معدات متروكة على ممر المشاة'],
  neglected_facade: ['واجهة متهالكة', 'مكيفات معلقة تقطر على المارة'],
  abandoned_vehicle: ['سيارة متوقفة منذ شهور', 'مركبة تالفة تشغل موقفين'],
  other: ['غطاء غرفة تفتيش يصدر صوتًا', 'مياه متجمعة أمام المدرسة'],
}

type Weights = readonly (readonly [DemoReportCategory, number])[]
const besideWorks: Weights = [
  ['excavation_barriers', 30],
  ['potholes', 22],
  ['construction_waste', 20],
  ['damaged_sidewalk', 14],
  ['cluttered_sidewalk', 6],
  ['sand_on_road', 4],
  ['other', 4],
]
const inMarket: Weights = [
  ['garbage', 26],
  ['cluttered_sidewalk', 22],
  ['billboard', 12],
  ['graffiti', 8],
  ['neglected_facade', 14],
  ['broken_sign', 6],
  ['street_light', 8],
  ['other', 4],
]
const anywhere: Weights = [
  ['street_light', 18],
  ['potholes', 16],
  ['sand_on_road', 16],
  ['garbage', 12],
  ['broken_sign', 10],
  ['damaged_sidewalk', 8],
  ['abandoned_vehicle', 8],
  ['graffiti', 5],
  ['neglected_facade', 4],
  ['other', 3],
]

type Scene = { spot: Spot; category: DemoReportCategory }

function sceneOf(streets: readonly NamedRoad[], dug: readonly Sketch[], random: Random): Scene {
  const scatter = (spot: Spot, metres: number) =>
    move(spot, random.between(0, 2 * Math.PI), Math.abs(random.normal()) * metres)
  const draw = random.next()
  if (draw < 0.55) {
    const { outline } = random.pick(dug)
    const line = outline.ground.lines[0] ?? (outline.ground.area as Spot[])
    return {
      spot: scatter(at(line, random.between(0, lengthOf(line))).spot, 4),
      category: random.weigh(besideWorks),
    }
  }
  if (draw < 0.75) {
    const spot: Spot = [market[0] + random.normal() * 130, market[1] + random.normal() * 105]
    return { spot, category: random.weigh(inMarket) }
  }
  const street = random.weigh(streets.map((each) => [each, each.metres] as const))
  const { spot, angle } = at(street.road.spots, random.between(0, street.metres))
  const side = random.pick([1, -1]) * (street.widthMetres / 2 + random.between(-2, 2))
  return {
    spot: move(spot, angle + Math.PI / 2, side),
    category: random.weigh(anywhere),
  }
}

function statusOf(age: number, random: Random): DemoReportStatus {
  if (age <= 2)
    return random.weigh([
      ['received', 6],
      ['routed', 4],
    ])
  if (age <= 10)
    return random.weigh([
      ['routed', 4],
      ['in_progress', 5],
      ['solved', 3],
      ['duplicate', 1],
    ])
  return random.weigh([
    ['confirmed', 50],
    ['solved', 24],
    ['in_progress', 9],
    ['rejected', 8],
    ['duplicate', 7],
    ['routed', 2],
  ])
}

const two = (value: number) => String(value).padStart(2, '0')

/** What citizens sent in the last 120 days: more by the week, mostly beside works and in the market. */
export function sendReports(streets: readonly NamedRoad[], sketches: readonly Sketch[], today: string): DemoReport[] {
  const random = randomOf('reports')
  const dug = sketches.filter(({ span, status }) => span.start < 0 && span.end > -110 && status !== 'cancelled')
  return Array.from({ length: count }, (_, i) => {
    const { spot, category } = sceneOf(streets, dug, random)
    const age = 1 + Math.floor(119 * random.next() ** 1.5)
    const time = `${two(random.integer(4, 19))}:${two(random.integer(0, 59))}:${two(random.integer(0, 59))}Z`
    return {
      id: idOf('report', i),
      category,
      point: { type: 'Point' as const, coordinates: positionOf(spot) },
      note: random.chance(0.6) ? random.pick(notes[category]) : null,
      status: statusOf(age, random),
      createdAt: `${addDays(today, -age)}T${time}`,
    }
  })
}
