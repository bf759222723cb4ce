import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { Areas, Box } from '../geo/contract.ts'
import { askedArea } from '../geo/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import { daysOf } from '../time/rules.ts'
import { finishedStatuses, mayMove } from '../works/rules.ts'
import { clearingShifts } from './clears.ts'
import { beyond, type ConflictPlace, placeColumns, placeOf, placeOrder } from './conflict-place.ts'
import type { Conflict, ConflictSort, PairKind, Severity } from './contract.ts'
import { round } from './figure.ts'
import { pairRules } from './kinds/index.ts'
import type { Crossing, Meeting } from './kinds/kind.ts'

const text = sql(import.meta.url, 'conflicts.sql')

type Side = 'a' | 'b'
type SideColumns<S extends Side> = Record<
  `${S}_number` | `${S}_title` | `${S}_agency` | `${S}_status` | `${S}_category`,
  string
> &
  Record<`${S}_period`, DayRange> &
  Record<`${S}_guarantee_until`, string | null>

interface Row extends SideColumns<'a'>, SideColumns<'b'>, ConflictPlace {
  kind: PairKind
  rule_id: string
  severity: Severity
  state: Conflict['state']
  overlap: Record<string, unknown>
  overlap_metres: number
  overlap_square_metres: number
  distance_metres: number
  shared: DayRange | null
  gap_days: number | null
  crossings: Crossing[] | null
  street_ar: string | null
  street_en: string | null
}

export interface ConflictFilter {
  box?: Box | undefined
  /** Those whose ground reaches into it. */
  area?: Areas | undefined
  from?: string | undefined
  to?: string | undefined
  kind?: string[] | undefined
  severity?: string[] | undefined
  state?: string[] | undefined
  works?: string | undefined
  /** Of these pairs of works only, in each the lower id first. */
  pairs?: readonly (readonly [string, string])[] | undefined
}

/** A pair is in a window when both of its works are live in it, or (apart in time) when either is. */
const inWindow = `case when c.shared is not null
  then c.shared && daterange(cast(:from as date), cast(:to as date), '[]')
  else a.occupies && daterange(cast(:from as date), cast(:to as date), '[]')
    or b.occupies && daterange(cast(:from as date), cast(:to as date), '[]') end`

function conditions(filter: ConflictFilter): { where: string; bindings: Record<string, unknown> } {
  const [west, south, east, north] = filter.box ?? []
  return narrowed([
    [filter.box, 'c.overlap && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
    [filter.area, `ST_Intersects(c.overlap, ${askedArea})`, { area: JSON.stringify(filter.area) }],
    [filter.from ?? filter.to, inWindow, { from: filter.from ?? null, to: filter.to ?? null }],
    [filter.kind, 'c.kind = any (cast(:kind as text[]))', { kind: filter.kind }],
    [filter.severity, 'c.severity = any (cast(:severity as text[]))', { severity: filter.severity }],
    [filter.state, 'c.state = any (cast(:state as text[]))', { state: filter.state }],
    [filter.works, '(c.works_a = cast(:works as uuid) or c.works_b = cast(:works as uuid))', { works: filter.works }],
    [
      filter.pairs,
      '(c.works_a, c.works_b) in (select * from unnest(cast(:pairsA as uuid[]), cast(:pairsB as uuid[])))',
      { pairsA: filter.pairs?.map(([a]) => a), pairsB: filter.pairs?.map(([, b]) => b) },
    ],
  ])
}

interface AskedPage {
  limit: number
  after: ConflictPlace | null
  sort: ConflictSort
}

interface Told {
  pack: RulePack
  today: string
  language: Language
}

/** A page of the register, the gravest and largest first (of each street, where it is sorted by streets), seen from works A (or from the works asked for). */
export async function pageOfConflicts(
  db: Db,
  filter: ConflictFilter,
  { limit, after, sort }: AskedPage,
  told: Told,
): Promise<Page<Conflict>> {
  const { where, bindings } = conditions(filter)
  const rest = beyond(after)
  const statement = text
    .replace('/* place */', placeColumns[sort])
    .replace('/* where */', `and ${where}`)
    .replace('/* after */', `where ${rest.where} order by ${placeOrder}`)
  const found = await rows<Row>(db, statement, {
    ...bindings,
    ...rest.bindings,
    closing: told.pack.diversion.closures,
    limit: limit + 1,
  })
  return page(found, limit, (row) => conflict(row, filter.works === row.works_b ? 'b' : 'a', told), placeOf)
}

/** The same, with how many there are of its filter on all pages. */
export async function listConflicts(
  db: Db,
  filter: ConflictFilter,
  asked: AskedPage,
  told: Told,
): Promise<Page<Conflict> & { total: number }> {
  const found = await pageOfConflicts(db, filter, asked, told)
  const { where, bindings } = conditions(filter)
  const [count] = await rows<{ total: number }>(
    db,
    `select count(*) as total from conflict c join works a on a.id = c.works_a join works b on b.id = c.works_b where ${where}`,
    bindings,
  )
  return { ...found, total: count?.total ?? 0 }
}

function conflict(row: Row, own: Side, { pack, today, language }: Told): Conflict {
  const rule = pairRules.find(({ kind }) => kind === row.kind)
  if (!rule) throw new Error(`no rule for ${row.kind}`)
  const meeting = meetingOf(row, own)
  // what has been dug is not moved
  const forbids = mayMove(row[`${own}_status`]) ? rule.forbids(meeting, pack) : []
  return {
    id: `${row.works_a}.${row.works_b}.${row.kind}`,
    kind: row.kind,
    ruleId: row.rule_id,
    severity: row.severity,
    state: row.state,
    worksA: side(row, 'a'),
    worksB: side(row, 'b'),
    overlap: row.overlap,
    overlapMetres: round(row.overlap_metres),
    overlapSquareMetres: round(row.overlap_square_metres),
    distanceMetres: round(row.distance_metres),
    sharedDays: meeting.sharedPeriod ? daysOf(meeting.sharedPeriod) : null,
    gapDays: row.gap_days,
    sharedPeriod: meeting.sharedPeriod,
    clears: forbids.length > 0 ? clearingShifts(meeting.own.period, forbids, today) : null,
    explanation: rule.explain(meeting, pack)(language),
    streetName: row.street_ar && row.street_en ? { ar: row.street_ar, en: row.street_en } : null,
  }
}

function side(row: Row, which: Side): Conflict['worksA'] {
  return {
    id: which === 'a' ? row.works_a : row.works_b,
    number: row[`${which}_number`],
    title: row[`${which}_title`],
    agencyId: row[`${which}_agency`],
    status: row[`${which}_status`],
    period: row[`${which}_period`] as Period,
  }
}

function meetingOf(row: Row, own: Side): Meeting {
  const other = own === 'a' ? 'b' : 'a'
  const finished: readonly string[] = finishedStatuses
  return {
    own: { period: row[`${own}_period`] as Period, category: row[`${own}_category`] },
    ...(row.crossings ? { crossings: own === 'a' ? row.crossings : row.crossings.map(turned) } : {}),
    other: {
      title: row[`${other}_title`],
      number: row[`${other}_number`],
      period: row[`${other}_period`] as Period,
      finished: finished.includes(row[`${other}_status`]),
      category: row[`${other}_category`],
      guaranteeUntil: row[`${other}_guarantee_until`],
    },
    overlapMetres: row.overlap_metres,
    overlapSquareMetres: row.overlap_square_metres,
    distanceMetres: row.distance_metres,
    sharedPeriod: row.shared as Period | null,
    gapDays: row.gap_days,
  }
}

/** A crossing as the other works sees it. */
function turned({ closes, own, other }: Crossing): Crossing {
  return { closes: closes === 'own' ? 'other' : 'own', own: other, other: own }
}
