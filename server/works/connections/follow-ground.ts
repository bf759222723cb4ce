import type { Db } from '../../database/connect.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import { type Doing, groundRefusal, holdForWrite } from '../actions.ts'
import type { Works } from '../contract.ts'
import { sayWorks } from '../messages.ts'
import { findWorks } from '../read.ts'
import { mayChange } from '../rules.ts'
import { updateWorks } from '../store.ts'
import type { Connection } from './contract.ts'
import { sayConnections } from './messages.ts'
import { connectionsOf, standing } from './read.ts'
import { carriesConnections } from './rules.ts'
import { toldChange } from './told.ts'

type Deed = (db: Db, works: Works, entered: readonly Connection[]) => Promise<Outcome<null>>

/** Does a deed to the connections of a works that is still a plan, and lets its ground, number, version and register follow. */
export async function changing(
  db: Db,
  { id, version }: { id: string; version: number },
  doing: Doing,
  deed: Deed,
): Promise<Outcome<Works>> {
  return db.transaction(async (trx) => {
    const held = await holdForWrite(trx, id, version, doing.actor)
    if (held.problem) return held
    const against = refusalOf(held.value)
    if (against) return against
    const entered = await connectionsOf(trx, id)
    const done = await deed(trx, held.value, entered)
    if (done.problem) return done
    return followGround(trx, held.value, entered, { doing, reason: null })
  })
}

function refusalOf(works: Works): Outcome<never> | null {
  if (carriesConnections(works) && !mayChange(works))
    return failed('refused', { reasons: [{ code: 'not_changeable', detail: sayWorks('not_changeable') }] })
  return carryRefusal(works)
}

/** Why a works takes no connections one by one, wherever it stands. */
export function carryRefusal(works: Pick<Works, 'category' | 'route'>): Outcome<never> | null {
  if (!carriesConnections(works))
    return failed('refused', { reasons: [{ code: 'not_multiple', detail: sayConnections('not_multiple') }] })
  const isLine = works.route.type === 'LineString' || works.route.type === 'MultiLineString'
  if (isLine) return null
  return failed('refused', { reasons: [{ code: 'route_is_area', detail: sayConnections('route_is_area') }] })
}

/** Measures a works anew with the connections that it has now. A change that changes nothing leaves no trace. */
export async function followGround(
  db: Db,
  works: Works,
  before: readonly Connection[],
  { doing, reason }: { doing: Doing; reason: string | null },
): Promise<Outcome<Works>> {
  const after = await connectionsOf(db, works.id)
  const told = toldChange(before, after)
  if (told === null) return { value: works }
  const elsewhere = await groundRefusal(db, works.agencyId, works, doing)
  if (elsewhere) return elsewhere
  const connections = standing(after).length || null
  const moved = connections === works.connections ? [{}, {}] : [{ connections: works.connections }, { connections }]
  const change = {
    id: works.id,
    old: works,
    fields: { ...works, connections },
    before: { ...moved[0], ...told.before },
    after: { ...moved[1], ...told.after },
    event: 'change',
    reason,
  }
  await updateWorks(db, change, { userId: doing.actor.userId, at: doing.now }, doing)
  return { value: (await findWorks(db, works.id, doing.actor)) as Works }
}
