import type { Db } from '../database/connect.ts'
import { narrowed, rows, sql } from '../database/sql.ts'
import type { DayRange } from '../database/types.ts'
import type { Areas, Box } from '../geo/contract.ts'
import { askedArea } from '../geo/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Period } from '../time/contract.ts'
import type { Category, Status } from '../works/contract.ts'
import { chance, chanceBindings } from './chance.ts'
import type { Candidate } from './cluster-rules.ts'
import type { SharedStretch } from './rules.ts'

const text = sql(import.meta.url, 'chances.sql').replace('/* chance */', chance)

/** So many stretches are looked at, the longest first: what is asked of more ground than that is told as incomplete. */
export const mostStretches = 2_000

type Side<S extends 'a' | 'b'> = Record<`${S}_agency`, string> &
  Record<`${S}_category`, Category> &
  Record<`${S}_status`, Status> &
  Record<`${S}_period`, DayRange> &
  Record<`${S}_class` | `${S}_project` | `${S}_group` | `${S}_lead`, string | null>

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
    ...chanceBindings(pack, today),
    most: mostStretches + 1,
  })
  const kept = found.slice(0, mostStretches)
  const projects = await projectsOf(db, [
    ...new Set(kept.flatMap((row) => [row.a_group ?? [], row.b_group ?? []].flat())),
  ])
  return {
    works: new Map(kept.flatMap((row) => [sideA(row, projects), sideB(row, projects)]).map((each) => [each.id, each])),
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

type ProjectsOf = ReadonlyMap<string, readonly string[]>

/** Of which projects these groups have works in their trench, also such as meet nobody any more. */
async function projectsOf(db: Db, groups: readonly string[]): Promise<ProjectsOf> {
  if (groups.length === 0) return new Map()
  const found = await rows<{ group_id: string; projects: string[] }>(
    db,
    `select m.group_id, array_agg(distinct w.project_id) as projects
     from works_group_member m join works w on w.id = m.works_id
     where m.group_id = any (cast(:groups as uuid[])) and m.left_at is null and w.project_id is not null
     group by m.group_id`,
    { groups: [...groups] },
  )
  return new Map(found.map(({ group_id, projects }) => [group_id, projects]))
}

function sideA(row: Row, projects: ProjectsOf): Candidate {
  return {
    ...{ id: row.works_a, agencyId: row.a_agency, category: row.a_category, status: row.a_status },
    ...{ period: row.a_period as Period, streetClass: row.a_class, projectId: row.a_project },
    group: groupOf(row.a_group, row.a_lead, projects),
  }
}

function sideB(row: Row, projects: ProjectsOf): Candidate {
  return {
    ...{ id: row.works_b, agencyId: row.b_agency, category: row.b_category, status: row.b_status },
    ...{ period: row.b_period as Period, streetClass: row.b_class, projectId: row.b_project },
    group: groupOf(row.b_group, row.b_lead, projects),
  }
}

function groupOf(id: string | null, leadId: string | null, projects: ProjectsOf): Candidate['group'] {
  return id && leadId ? { id, leadId, projectIds: projects.get(id) ?? [] } : null
}
