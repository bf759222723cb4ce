import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../server/access/actor.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { LineString, MultiLineString } from '../../server/geo/contract.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { addDays, dayAt } from '../../server/time/rules.ts'
import { insertConnections } from '../../server/works/connections/store.ts'
import { judgeConnections } from '../../server/works/connections/take.ts'
import type { Status, Works } from '../../server/works/contract.ts'
import { findWorks } from '../../server/works/read.ts'
import { updateWorks, type WorksKeeper } from '../../server/works/store.ts'

interface Storing {
  pack: RulePack
  keeper: WorksKeeper
  now: Date
}

/** One works each: to be dug, with a permit, and with some of them done. */
const shown: readonly Status[] = ['planned', 'permitted', 'in_progress']
/** Of the contractor with an account, who marks what is done. */
const contractorCode = 'DEMO-BUILD1'
const office: Actor = { userId: null, keyId: null, role: 'planner', isAdmin: false, agencyId: null, ground: 'everywhere', scopes: null } // biome-ignore format: one line

/** Gives some works their connections one by one, from the branches of their routes. */
export async function storeConnections(db: Db, storing: Storing): Promise<void> {
  for (const status of shown) {
    const [found] = await rows<{ id: string }>(
      db,
      `select w.id from works w left join organisation c on c.id = w.contractor_id
       where w.category = 'multi_connection' and w.status = :status and ST_NumGeometries(w.route) > 6
       order by (c.code = :contractorCode) is not true, w.contractor_id is not null, ST_NumGeometries(w.route) desc, lower(w.period), w.id limit 1`,
      { status, contractorCode },
    )
    const works = found && (await findWorks(db, found.id, office))
    if (works) await branch(db, works, storing)
  }
}

/** The first line of its route is the main route, all others are connections. */
async function branch(db: Db, works: Works, { pack, keeper, now }: Storing): Promise<void> {
  const [main, ...branches] = (works.route as MultiLineString).coordinates
  const route: LineString = { type: 'LineString', coordinates: main as LineString['coordinates'] }
  const named = branches.map((coordinates, at) => ({
    label: `DMOA${4120 + 3 * at}`,
    parcel: `${210 + Math.floor(at / 6)}/${(at % 6) + 1}`,
    meter: `M-${480_200 + 7 * at}`,
    drawn: { type: 'LineString', coordinates },
  }))
  const judged = await judgeConnections(db, named, { route, entered: [], pack })
  const startedOn = works.actualPeriod?.start
  const today = dayAt(now, pack.zone)
  const given = named.flatMap((one, at) => {
    const { line, lengthMetres } = judged[at] ?? {}
    if (!line || !lengthMetres) return []
    // two a day since the third day of digging, and never all of them
    const day = startedOn && addDays(startedOn, 2 + Math.floor(at / 2))
    const isDone = day !== undefined && day <= today && at < (branches.length * 2) / 3
    const state = isDone ? ('done' as const) : ('planned' as const)
    return [{ ...one, id: uuidv7(), line, lengthMetres, state, doneOn: isDone ? day : null }]
  })
  await insertConnections(db, works.id, given, now)
  const connections = given.length
  const { contractorId } = await withContractor(db, works)
  const change = {
    ...{ id: works.id, old: works, event: 'change', reason: null },
    fields: { ...works, contractorId, route, connections },
    before: { contractorId: works.contractorId, route: works.route, connections: works.connections },
    after: { contractorId, route, connections },
  }
  await updateWorks(db, change, { userId: null, at: now }, { pack, keeper })
}

/** Somebody digs what is dug. */
async function withContractor(db: Db, works: Works): Promise<{ contractorId: string | null }> {
  if (works.contractorId) return works
  const found = (await db('organisation').where({ code: contractorCode }).first('id')) as { id: string }
  return { contractorId: found.id }
}
