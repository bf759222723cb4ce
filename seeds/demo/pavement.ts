import { record } from '../../server/audit/record.ts'
import type { Db } from '../../server/database/connect.ts'
import type { LineString, Position } from '../../server/geo/contract.ts'
import { type EntryOfBefore, storeBefore } from '../../server/inspections/ledger/before.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { cut, metresTo } from '../../server/streets/network/along.ts'
import { addDays, dayAt } from '../../server/time/rules.ts'
import type { Utility } from '../../server/works/contract.ts'
import { idOf, type Random, randomOf } from './random.ts'
import type { DemoCity, DemoStreet } from './types.ts'

const streets = 14
const leastMetres = 300
/** Who dug, what it was for, and what the trench was called. */
const diggers: readonly (readonly [code: string, utility: Utility, title: string, depth: number])[] = [
  ['DEMO-WATER', 'water', 'خط مياه', 1.4],
  ['DEMO-ELEC', 'electricity', 'كابل جهد متوسط', 1.1],
  ['DEMO-SEWER', 'sewer', 'خط صرف صحي', 2.6],
  ['DEMO-TEL', 'telecom', 'مسار اتصالات', 0.8],
  ['DEMO-TEL2', 'telecom', 'مسار ألياف', 0.6],
  ['DEMO-GAS', 'gas', 'خط غاز', 1.2],
]
const layers = 'ردم 20 سم × 3 مدكوك 95٪؛ أساس حصوي 20 سم؛ أسفلت رابط 7 سم؛ أسفلت سطحي 5 سم'

/**
 * What was dug on several streets in the years before the register: cuts of all agencies, and here and there a new surface.
 * Nothing of it is so young that it would hold anybody up.
 */
export function dugBefore(city: DemoCity, today: string): EntryOfBefore[] {
  const random = randomOf('pavement')
  const known = city.streets.filter(
    ({ line, streetClass }) => streetClass !== 'highway' && metresOf(line) > leastMetres,
  )
  const agencies = new Map(city.agencies.map(({ code, id }) => [code, id]))
  const made = random
    .shuffle(known)
    .slice(0, streets)
    .flatMap((street) => historyOf(street, today, random))
  return made.map(({ agencyCode, ...entry }, i) => ({
    ...entry,
    id: idOf('pavement', i),
    code: `DMO-B-${String(i + 1).padStart(4, '0')}`,
    agencyId: agencies.get(agencyCode) ?? null,
  }))
}

type Made = Omit<EntryOfBefore, 'id' | 'code' | 'agencyId'> & { agencyCode: string }

function historyOf(street: DemoStreet, today: string, random: Random): Made[] {
  const cuts = Array.from({ length: random.integer(3, 9) }, () => cutOf(street, today, random))
  return random.chance(0.5) ? [...cuts, surfaceOf(street, today, random)] : cuts
}

function cutOf(street: DemoStreet, today: string, random: Random): Made {
  const [agencyCode, utility, title, depth] = random.pick(diggers)
  const metres = metresOf(street.line)
  const from = random.between(0, metres * 0.7)
  const to = Math.min(metres, from + random.between(40, 220))
  const openedOn = addDays(today, -random.integer(400, 2600))
  const closedOn = addDays(openedOn, random.integer(4, 40))
  const beside = random.between(0.12, 0.38) * street.widthMetres * (random.chance(0.5) ? 1 : -1)
  // two years, and three where it was dug deep
  const guaranteeUntil = addDays(closedOn, depth > 1.5 ? 1094 : 729)
  return {
    agencyCode,
    utility,
    title: `${title} (قبل السجل)`,
    kind: 'cut',
    openedOn,
    closedOn,
    trenchWidthMetres: Math.round(random.between(0.5, 1.6) * 10) / 10,
    trenchDepthMetres: depth,
    guaranteeUntil: guaranteeUntil > today ? guaranteeUntil : null,
    guarantor: guaranteeUntil > today ? 'مقاولات الواحة التجريبية' : null,
    layers,
    route: along(street, from, to, beside),
  }
}

function surfaceOf(street: DemoStreet, today: string, random: Random): Made {
  const openedOn = addDays(today, -random.integer(2000, 3600))
  return {
    agencyCode: 'DEMO-ROADS',
    utility: 'road',
    title: 'إعادة سفلتة (قبل السجل)',
    kind: 'surface',
    openedOn,
    closedOn: addDays(openedOn, random.integer(12, 30)),
    trenchWidthMetres: street.widthMetres,
    trenchDepthMetres: null,
    guaranteeUntil: null,
    guarantor: null,
    layers: 'كشط 5 سم؛ طبقة لاصقة؛ أسفلت سطحي 5 سم',
    route: along(street, 0, metresOf(street.line), 0),
  }
}

function lineOf({ line }: DemoStreet): Position[] {
  return (line.type === 'LineString' ? line.coordinates : (line.coordinates[0] ?? [])) as Position[]
}

function metresOf(line: DemoStreet['line']): number {
  return (
    metresTo((line.type === 'LineString' ? line.coordinates : (line.coordinates[0] ?? [])) as Position[]).at(-1) ?? 0
  )
}

const degreeMetres = 110_700
/** A part of the street's line, moved aside as the whole street runs. */
function along(street: DemoStreet, from: number, to: number, besideMetres: number): LineString {
  const line = lineOf(street)
  const part = cut({ streetId: street.id, line, crossings: [] }, { piece: 0, from, to })
  const [a, b] = [part[0] as Position, part.at(-1) as Position]
  const shrink = Math.cos((a[1] * Math.PI) / 180)
  const [east, north] = [(b[0] - a[0]) * shrink, b[1] - a[1]]
  const length = Math.hypot(east, north) || 1
  const [right, up] = [(north / length) * besideMetres, (-east / length) * besideMetres]
  const moved = part.map(
    ([x, y]): Position => [
      Number((x + right / degreeMetres / shrink).toFixed(7)),
      Number((y + up / degreeMetres).toFixed(7)),
    ],
  )
  return { type: 'LineString', coordinates: moved }
}

/** Stores what was dug before the register. */
export async function storePavement(
  db: Db,
  city: DemoCity,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<void> {
  await record(db, await storeBefore(db, dugBefore(city, dayAt(now, pack.zone)), { pack, now }))
}
