import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Category, Closure, Status } from '../works/contract.ts'
import { occupiedDays } from '../works/rules.ts'
import type { PairKind } from './contract.ts'
import { pairRules } from './kinds/index.ts'
import { gapBetween, kindsOf, type Standing } from './rules.ts'

const chunk = 200

interface PairRow {
  a: string
  b: string
  touches: boolean
  area: number
  distance: number
}

interface WorksRow {
  id: string
  status: Status
  category: Category
  project_id: string | null
  group_id: string | null
  closure: Closure
  period: DayRange
  actual_period: DayRange | null
  open_until: string | null
  occupies: DayRange
  guarantee_until: string | null
}

/** A row that the register should have. */
export interface Expected {
  ruleId: string
  severity: string
  area: number
  distance: number
  /** `start end` of the shared days, or how many days lie between. */
  days: string
}

/** A works as the rules see it, and whether its stored days follow from its plan and what happened. */
export interface FoundWorks {
  id: string
  standing: Standing & { closure: Closure }
  isDated: boolean
}

export async function readWorks(db: Db): Promise<Map<string, FoundWorks>> {
  const found = await rows<WorksRow>(
    db,
    `select w.id, w.status, w.category, w.project_id, m.group_id, w.closure, w.period, w.actual_period, w.open_until, w.occupies,
            w.guarantee_until
     from works w left join works_group_member m on m.works_id = w.id and m.left_at is null order by w.id`,
  )
  return new Map(found.map((row) => [row.id, worksOf(row)]))
}

function worksOf(row: WorksRow): FoundWorks {
  const actualPeriod = row.actual_period as { start: string; end: string | null } | null
  const occupies = occupiedDays({ period: row.period as Period, actualPeriod, openUntil: row.open_until })
  return {
    id: row.id,
    isDated: row.occupies.start === occupies.start && row.occupies.end === occupies.end,
    standing: {
      status: row.status,
      category: row.category,
      projectId: row.project_id,
      groupId: row.group_id,
      closure: row.closure,
      occupies,
      guaranteeUntil: row.guarantee_until,
    },
  }
}

/** The rows of works that meet on the ground, which the register should have by the plain rules. */
export async function recompute(
  db: Db,
  works: ReadonlyMap<string, FoundWorks>,
  pack: RulePack,
): Promise<Map<string, Expected>> {
  const ids = [...works.keys()]
  const expected = new Map<string, Expected>()
  for (let from = 0; from < ids.length; from += chunk) {
    const pairs = await meetings(db, ids.slice(from, from + chunk))
    for (const { a, b, touches, area, distance } of pairs) {
      const [one, two] = [works.get(a), works.get(b)].map((found) => (found as FoundWorks).standing) as Standing[] as [
        Standing,
        Standing,
      ]
      for (const kind of kindsOf(one, two, { touches, near: true }, pack)) {
        const rule = pairRules.find((each) => each.kind === kind)
        if (!rule) throw new Error(`no rule for ${kind}`)
        const { ruleId, severity } = rule
        expected.set(keyOf(a, b, kind), { ruleId, severity, area, distance, days: daysBetween(one, two, kind) })
      }
    }
  }
  return expected
}

function daysBetween(one: Standing, two: Standing, kind: PairKind): string {
  if (kind !== 'clash' && kind !== 'proximity') return String(gapBetween(one, two))
  const [start] = [one.occupies.start, two.occupies.start].sort().reverse()
  const [end] = [one.occupies.end, two.occupies.end].sort()
  return `${start} ${end}`
}

/** Every pair whose reaches meet, of some works with all later ones; the area of what they share on the ground. */
function meetings(db: Db, ids: string[]): Promise<PairRow[]> {
  return rows<PairRow>(
    db,
    `select a.id as a, b.id as b, t.touches,
            case when t.touches then ST_Area(shared_ground(closed_ground(a), closed_ground(b))::geography)
                 else ST_Area(shared_ground(a.reach, b.reach)::geography) end as area,
            case when t.touches then 0 else ground_distance(closed_ground(a), closed_ground(b)) end as distance
     from works a
     join works b on b.id > a.id and ST_Intersects(a.reach, b.reach)
     cross join lateral (select ST_Intersects(closed_ground(a), closed_ground(b)) as touches offset 0) t
     where a.id = any (cast(:ids as uuid[]))`,
    { ids },
  )
}

export function keyOf(a: string, b: string, kind: PairKind): string {
  return `${a} ${b} ${kind}`
}
