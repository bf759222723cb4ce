import type { Actor } from '../../server/access/actor.ts'
import { progressKeeper } from '../../server/cases/hand-over.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { LineString } from '../../server/geo/contract.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { findDetour } from '../../server/streets/network/detour.ts'
import type { Period } from '../../server/time/contract.ts'
import { takeDiversions, writeTraffic } from '../../server/works/diversions/store.ts'
import { halfWidth } from '../../server/works/ground.ts'
import { progressProject } from '../../server/works/progress/actions.ts'
import type { WorksKeeper } from '../../server/works/store.ts'

interface Storing {
  pack: RulePack
  keeper: WorksKeeper
  now: Date
}

/** So many works are tried before the city goes without. */
const mostTried = 30
/** A way round that shows what a closure does, and fits on a map. */
const [leastExtra, mostExtra] = [150, 1500]

interface Candidate {
  id: string
  route: LineString
  width: number | null
  start: string
  end: string
}

/** Planned works that run along a street, the longest first. */
function candidates(db: Db): Promise<Candidate[]> {
  return rows<Candidate>(
    db,
    `select id, ST_AsGeoJSON(route, 7)::jsonb as route, trench_width_metres as width,
            lower(period)::text as start, (upper(period) - 1)::text as end
     from works
     where status = 'planned' and category = 'planned' and ST_GeometryType(route) = 'ST_LineString' and length_metres between 60 and 260
     order by length_metres desc, id limit :mostTried`,
    { mostTried },
  )
}

/** A planned works of somebody else that lies on this ground at the time, and does not meet the works otherwise. */
async function inTheWay(db: Db, { id, start, end }: Candidate, ground: string): Promise<string | undefined> {
  const [found] = await rows<{ id: string }>(
    db,
    `select w.id from works w join works own on own.id = cast(:id as uuid)
     where w.status = 'planned' and w.category = 'planned' and w.agency_id <> own.agency_id
       and w.occupies && daterange(cast(:start as date), cast(:end as date), '[]')
       and ST_Intersects(w.footprint, ST_GeomFromEWKB(decode(:ground, 'hex')))
       and not ST_Intersects(w.reach, own.reach)
     order by w.id limit 1`,
    { id, start, end, ground },
  )
  return found?.id
}

/** A closure with a diversion, and a works that closes a road on it: the first planned works of the city that allow it. */
export async function storeTraffic(db: Db, { pack, keeper }: Storing): Promise<void> {
  for (const candidate of await candidates(db)) {
    const { id, route, width, start, end } = candidate
    const { round, extraMetres } = await findDetour(db, { route, halfWidthMetres: halfWidth(width, pack) })
    if (!round || extraMetres === null || extraMetres < leastExtra || extraMetres > mostExtra) continue
    const period: Period = { start, end }
    const taken = await takeDiversions(db, [{ line: round.line }], { period, pack })
    const [diversion] = taken.value ?? []
    const other = diversion && (await inTheWay(db, candidate, diversion.ground))
    if (!other || !taken.value) continue
    await writeTraffic(db, id, { closure: 'full', diversions: taken.value })
    await writeTraffic(db, other, { closure: 'lane', diversions: [] })
    return keeper.keep(db, [id, other], pack)
  }
}

/** One future project whose first half has become a works. */
export async function progressOne(db: Db, storing: Storing): Promise<void> {
  const [project] = await rows<{ id: string; version: number; metres: number; agency_id: string }>(
    db,
    `select id, version, length_metres as metres, agency_id from works
     where category = 'future_project' and status = 'planned' and ST_GeometryType(route) = 'ST_LineString'
     order by length_metres desc, id limit 1`,
  )
  if (!project) return
  const actor: Actor = {
    userId: null,
    keyId: null,
    role: 'utility',
    isAdmin: false,
    agencyId: project.agency_id,
    ground: [],
    scopes: null,
  }
  const part = { category: 'planned', fromMetres: 0, toMetres: Math.round(project.metres / 2) } as const
  const { keep } = storing.keeper
  const doing = { ...storing, actor, keeper: { ...progressKeeper, keep, keepNew: keep } }
  const made = await progressProject(db, project.id, { version: project.version, parts: [part] }, doing)
  if (made.problem) throw new Error(`future project ${project.id}: ${made.problem.name}`)
}
