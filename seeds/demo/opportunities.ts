import { addDays } from '../../server/time/rules.ts'
import { areaOf, polygonOf } from './plane.ts'
import type { Plot } from './plots.ts'
import { idOf, type Random, randomOf } from './random.ts'
import { type DemoActivity, type DemoLandUse, type DemoOpportunity, demoActivities } from './types.ts'

const count = 60

type Activity = {
  ar: string
  en: string
  landUse: DemoLandUse
  most: number
  years: readonly [number, number]
}
/** `most`: square metres beyond which nobody asks for such a site. */
const activities: Record<DemoActivity, Activity> = {
  retail: {
    ar: 'محلات تجارية',
    en: 'Retail shops',
    landUse: 'commercial',
    most: 2_500,
    years: [5, 15],
  },
  food: {
    ar: 'مطعم ومقهى',
    en: 'Restaurant and café',
    landUse: 'commercial',
    most: 1_500,
    years: [3, 10],
  },
  education: {
    ar: 'مدرسة أهلية',
    en: 'Private school',
    landUse: 'public',
    most: 12_000,
    years: [20, 25],
  },
  health: {
    ar: 'مجمع عيادات',
    en: 'Clinics',
    landUse: 'public',
    most: 6_000,
    years: [15, 25],
  },
  sports: {
    ar: 'ملاعب رياضية',
    en: 'Sports grounds',
    landUse: 'public',
    most: 15_000,
    years: [10, 20],
  },
  logistics: {
    ar: 'مستودعات',
    en: 'Warehouses',
    landUse: 'industrial',
    most: 15_000,
    years: [15, 25],
  },
  hospitality: {
    ar: 'فندق',
    en: 'Hotel',
    landUse: 'mixed',
    most: 9_000,
    years: [25, 50],
  },
  parking: {
    ar: 'مواقف سيارات',
    en: 'Car park',
    landUse: 'mixed',
    most: 5_000,
    years: [5, 15],
  },
  advertising: {
    ar: 'لوحات إعلانية',
    en: 'Advertising panels',
    landUse: 'commercial',
    most: 700,
    years: [3, 5],
  },
  industrial: {
    ar: 'ورش خفيفة',
    en: 'Light workshops',
    landUse: 'industrial',
    most: 15_000,
    years: [15, 25],
  },
  agriculture: {
    ar: 'مشتل زراعي',
    en: 'Plant nursery',
    landUse: 'agricultural',
    most: 15_000,
    years: [5, 15],
  },
  entertainment: {
    ar: 'مركز ترفيهي',
    en: 'Entertainment centre',
    landUse: 'mixed',
    most: 15_000,
    years: [15, 25],
  },
}

type Stage = DemoOpportunity['stage']
const stages: readonly (readonly [Stage, number])[] = [
  ['planned', 12],
  ['open', 22],
  ['closed', 8],
  ['awarded', 6],
  ['contracted', 6],
  ['operating', 6],
]
const models: readonly (readonly [DemoOpportunity['model'], number])[] = [
  ['annual_rent', 6],
  ['income_share', 2],
  ['share_and_term', 1],
  ['minimum_plus_share', 2],
]

/** Bids close after questions do: ahead of today while the site is open, behind it afterwards. */
function deadlines(stage: Stage, today: string, random: Random) {
  if (stage === 'planned') return { questionsUntil: null, bidsUntil: null }
  const bids =
    stage === 'open' ? random.integer(6, 75) : stage === 'closed' ? -random.integer(3, 25) : -random.integer(60, 420)
  return {
    questionsUntil: addDays(today, bids - random.integer(8, 15)),
    bidsUntil: addDays(today, bids),
  }
}

function offer(plot: Plot, number: number, today: string, random: Random): DemoOpportunity {
  const areaSquareMetres = Math.round(Math.abs(areaOf(plot.ring)))
  const isLarge = areaSquareMetres > 3_000
  const fitting = demoActivities.filter(
    (each) => activities[each].most >= areaSquareMetres && (!isLarge || activities[each].most > 5_000),
  )
  const activity = random.pick(isLarge ? fitting : fitting.filter((each) => activities[each].most <= 9_000))
  const { ar, en, landUse, years } = activities[activity]
  const [stage, model] = [random.weigh(stages), random.weigh(models)]
  const minimum = Math.round((areaSquareMetres * random.between(28, 130)) / 1000) * 1000
  return {
    id: idOf('opportunity', number),
    titleAr: `${ar}، ${plot.street.nameAr}`,
    titleEn: `${en}, ${plot.street.nameEn}`,
    activity,
    boundary: polygonOf(plot.ring),
    areaSquareMetres,
    termYears: random.integer(...years),
    stage,
    model,
    minimumRiyals: model === 'annual_rent' || model === 'minimum_plus_share' ? Math.max(15_000, minimum) : null,
    ...deadlines(stage, today, random),
    landUse,
  }
}

/** Sites on the large plots at the edge and on empty parcels of the city. */
export function offerSites(edge: readonly Plot[], empty: readonly Plot[], today: string): DemoOpportunity[] {
  const random = randomOf('opportunities')
  const inner = random.shuffle(empty).sort((a, b) => Number(b.width > 17) - Number(a.width > 17))
  return [...edge, ...inner].slice(0, count).map((plot, i) => offer(plot, i, today, random))
}
