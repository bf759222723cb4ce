import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { Areas, Box } from '../geo/contract.ts'
import { askedArea } from '../geo/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Category, Status } from '../works/contract.ts'
import type { Candidate } from './cluster-rules.ts'
import { type SharedStretch, undug } from './rules.ts'

const text = sql(import.meta.url, 'chances.sql')

/** So many stretches are looked at, the longest first: what is asked of more ground than that is told as incomplete. */
export const mostStretches = 2_000

type Side<S extends 'a' | 'b'> = Record<`${S}_agency`, string> &
  Record<`${S}_category`, Category> &
  Record<`${S}_status`, Status> &
  Record<`${S}_period`, DayRange> &
  Record<`${S}_class` | `${S}_group` | `${S}_lead`, string | null>

interface Row extends Side<'a'>, Side<'b'> {
  works_a: string
  works_b: string
  metres: number
}

export interface ChanceFilter {
  box?: Box | undefined
  /** Whose shared ground reaches into it. */
  area?: Areas | undefined
  from?: string | undefined
  to?: string | undefined
  /** Only around this works. */
  works?: string | undefined
}

export interface Chances {
  works: Map<string, Candidate>
  stretches: SharedStretch[]
  complete: boolean
}

const inWindow = `(a.occupies && daterange(cast(:from as date), cast(:to as date), '[]')
  or b.occupies && daterange(cast(:from as date), cast(:to as date), '[]'))`

/** Those that share with the works, and it: what they share among each other counts as well. */
const around = `c.works_a = any (cast(:around as uuid[])) and c.works_b = any (cast(:around as uuid[]))`

/** Stretches of ground that works would open each for itself, with these works, from the register. */
export async function chances(
  db: Db,
  { box, area, from, to, works }: ChanceFilter,
  { pack, today }: { pack: RulePack; today: string },
): Promise<Chances> {
  const [west, south, east, north] = box ?? []
  const { where, bindings } = narrowed([
    [box, 'c.overlap && ST_MakeEnvelope(:west, :south, :east, :north, 4326)', { west, south, east, north }],
    [area, `ST_Intersects(c.overlap, ${askedArea})`, { area: JSON.stringify(area) }],
    [from ?? to, inWindow, { from: from ?? null, to: to ?? null }],
    [works, around, { around: works ? await sharing(db, works) : undefined }],
  ])
  const found = await rows<Row>(db, text.replace('/* where */', `and ${where}`), {
    ...bindings,
    leastMetres: pack.digOnce.leastMetres,
    waiting: [...undug],
    today,
    most: mostStretches + 1,
  })
  const kept = found.slice(0, mostStretches)
  return {
    works: new Map(kept.flatMap((row) => [sideA(row), sideB(row)]).map((each) => [each.id, each])),
    stretches: kept.map(({ works_a: a, works_b: b, metres }) => ({ a, b, metres })),
    complete: found.length <= mostStretches,
  }
}

async function sharing(db: Db, worksId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select works_b as id from conflict where works_a = cast(:worksId as uuid) and kind in ('clash','repeat_dig')
     union
     select works_a from conflict where works_b = cast(:worksId as uuid) and kind in ('clash','repeat_dig')`,
    { worksId },
  )
  return [worksId, ...found.map(({ id }) => id)]
}

function sideA(row: Row): Candidate {
  return {
    ...{ id: row.works_a, agencyId: row.a_agency, category: row.a_category, status: row.a_status },
    ...{ period: row.a_period as Period, streetClass: row.a_class, group: groupOf(row.a_group, row.a_lead) },
  }
}

function sideB(row: Row): Candidate {
  return {
    ...{ id: row.works_b, agencyId: row.b_agency, category: row.b_category, status: row.b_status },
    ...{ period: row.b_period as Period, streetClass: row.b_class, group: groupOf(row.b_group, row.b_lead) },
  }
}

function groupOf(id: string | null, leadId: string | null): Candidate['group'] {
  return id && leadId ? { id, leadId } : null
}
