import { addDays, addMonths } from '../../server/time/rules.ts'
import { bigParkRing, marketLoop } from './landform.ts'
import { middleOf, move, polygonOf, type Spot } from './plane.ts'
import type { Plot } from './plots.ts'
import { idOf, randomOf } from './random.ts'
import type { Sites } from './sites.ts'
import type { NamedRoad } from './streets.ts'
import type { DemoConstraintArea, DemoProtectedStreet, DemoWorks } from './types.ts'
import type { Sketch } from './works.ts'

const protectedStreets = 12
const recent = 'أُعيدت سفلتة الشارع حديثًا؛ لا يُحفر سطحه في مدة المنع.'
const older = 'سطح ضمن سنوات الحماية بعد إعادة السفلتة.'

/** Streets whose road works have ended, then streets resurfaced before the works that are known. */
export function protectStreets(
  streets: readonly NamedRoad[],
  sketches: readonly Sketch[],
  works: readonly DemoWorks[],
  today: string,
): DemoProtectedStreet[] {
  const random = randomOf('protected-streets')
  const chosen = new Map<NamedRoad, { on: string; reason: string }>()
  sketches.forEach(({ category, walk, status }, i) => {
    const end = works[i]?.actualPeriod?.end
    const street = walk.streets[0]
    if (category !== 'road_works' || !end || !street || status === 'in_progress' || chosen.size >= 6) return
    if (street.streetClass !== 'highway') chosen.set(street, { on: end, reason: recent })
  })
  const known = streets.filter(({ metres, streetClass }) => metres > 250 && streetClass !== 'highway')
  for (const street of random.shuffle(known))
    if (chosen.size < protectedStreets && !chosen.has(street))
      chosen.set(street, {
        on: addDays(addMonths(today, -random.integer(20, 54)), -random.integer(0, 27)),
        reason: older,
      })
  return [...chosen].map(([street, { on, reason }], i) => ({
    id: idOf('protected-street', i),
    streetId: street.id,
    resurfacedOn: on,
    reason,
  }))
}

const disc = (middle: Spot, metres: number): Spot[] =>
  Array.from({ length: 20 }, (_, i) => move(middle, (i / 20) * 2 * Math.PI, metres))

function grown(ring: readonly Spot[], share: number): Spot[] {
  const middle = middleOf(ring)
  return ring.map(([east, north]) => [middle[0] + (east - middle[0]) * share, middle[1] + (north - middle[1]) * share])
}

const discAt = (plot: Plot, metres: number) => polygonOf(disc(middleOf(plot.ring), metres))

/** A festival, a market season, the middle of the city, the days of school examinations and the quiet about the hospitals. */
export function constrain({ schools, hospitals }: Sites, today: string): DemoConstraintArea[] {
  const days = (start: number, end: number) => ({
    start: addDays(today, start),
    end: addDays(today, end),
  })
  const areas: Omit<DemoConstraintArea, 'id'>[] = [
    {
      kind: 'event',
      nameAr: 'مهرجان الواحة في متنزه البساتين',
      nameEn: 'Oasis Festival in Al-Basatin Park',
      period: days(38, 55),
      severity: 'blocking',
      area: polygonOf(grown(bigParkRing, 1.1)),
      note: 'لا تُفتح حفريات حول المتنزه في أيام المهرجان، ويبقى مدخلاه سالكين.',
    },
    {
      kind: 'season',
      nameAr: 'موسم السوق القديم',
      nameEn: 'Old Market Season',
      period: days(66, 104),
      severity: 'warning',
      area: polygonOf(marketLoop.slice(0, -1)),
      note: 'ذروة التسوق؛ يقتصر العمل على ما لا يحتمل التأجيل.',
    },
    {
      kind: 'school',
      nameAr: 'موسم اختبارات المدارس',
      nameEn: 'School examinations',
      period: days(20, 34),
      severity: 'warning',
      area: {
        type: 'MultiPolygon',
        coordinates: schools.map((plot) => discAt(plot, 90).coordinates),
      },
      note: 'يُمنع الضجيج قرب المدارس من السابعة إلى الثانية عشرة.',
    },
    ...hospitals.map((plot, i) => ({
      kind: 'hospital' as const,
      nameAr: i === 0 ? 'محيط مستشفى مدينة نسق التجريبي' : 'محيط مستشفى الواحة التجريبي',
      nameEn: i === 0 ? 'Surroundings of Nasaq Demo City Hospital' : 'Surroundings of Al-Wahah Demo Hospital',
      period: null,
      severity: 'warning' as const,
      area: discAt(plot, 120),
      note: 'يبقى مسار الإسعاف مفتوحًا في كل وقت.',
    })),
    {
      kind: 'central_zone',
      nameAr: 'المنطقة المركزية: السوق القديم',
      nameEn: 'Central zone: Old Market',
      period: null,
      severity: 'info',
      area: polygonOf(marketLoop.slice(0, -1)),
      note: 'شوارع السوق ضيقة ومزدحمة: لا تطول الحفريات فيها.',
    },
  ]
  return areas.map((area, i) => ({ id: idOf('constraint', i), ...area }))
}
