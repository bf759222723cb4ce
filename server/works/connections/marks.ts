import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import { type Change, record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome, type Reason } from '../../http/problem.ts'
import type { Language } from '../../language/contract.ts'
import type { Phrase } from '../../language/speak.ts'
import { dayAt } from '../../time/rules.ts'
import type { Doing } from '../actions.ts'
import type { Works } from '../contract.ts'
import { lockWorks } from '../diversions/store.ts'
import { findWorks, holdWorks } from '../read.ts'
import { mayChange } from '../rules.ts'
import type { Connection, ConnectionState, MarkedConnections } from './contract.ts'
import { followGround } from './follow-ground.ts'
import { sayConnections } from './messages.ts'
import { connectionsOf, standing } from './read.ts'
import { markRefusal, usuallyDoneOn } from './rules.ts'
import { moveConnections } from './store.ts'
import { judgeConnections } from './take.ts'
import { toldOf } from './told.ts'

type Owned = Pick<Works, 'agencyId' | 'contractorId' | 'municipalityIds'>

/** Whose works it is, who digs it, and the office on whose ground it lies. */
export function mayMark(actor: Actor | null, { agencyId, contractorId, municipalityIds }: Owned): boolean {
  return (
    allows(actor, 'connections.mark', { agencyId, municipalityIds }) ||
    allows(actor, 'connections.dig', { agencyId: contractorId })
  )
}

/**
 * Makes connections planned, done or cancelled, all that are named or none. One that is given up gives its ground back, so
 * that the works has another version; what is done takes the ground that it took.
 */
export function markConnections(
  db: Db,
  id: string,
  marked: MarkedConnections,
  doing: Doing,
): Promise<Outcome<Pick<Works, 'id' | 'version'>>> {
  return db.transaction(async (trx) => {
    const named = await namedConnections(trx, id, marked, doing)
    if (named.problem) return named
    const { works, before, items } = named.value
    const against = [
      ...refusalsOf(works, items, marked, doing),
      ...(await reopenedRefusals(trx, works, { before, items, marked }, doing)),
    ]
    if (against.length > 0) return failed('refused', { reasons: against })
    const isDone = marked.state === 'done'
    const doneOn = isDone ? doneOnOf(works, marked, doing) : null
    const reason = marked.state === 'cancelled' ? (marked.reason as string).trim() : null
    const ids = items.map((one) => one.id)
    const takesGround = marked.state === 'cancelled' || items.some(({ state }) => state === 'cancelled')
    if (takesGround) await lockWorks(trx, [works], { pack: doing.pack, coming: items.map(({ line }) => line) })
    await moveConnections(trx, ids, { state: marked.state, doneOn, reason }, doing.now)
    if (takesGround) return followGround(trx, works, before, { doing, reason })
    await recordMarks(trx, works, { items, ids }, isDone ? 'done' : 'reopen')
    return { value: works }
  })
}

/** The connections that are named, as they were seen; one that is not there, not theirs or another since is refused. */
async function namedConnections(
  db: Db,
  id: string,
  { items: asked, state }: MarkedConnections,
  { actor }: Doing,
): Promise<Outcome<{ works: Works; before: Connection[]; items: Connection[] }>> {
  await holdWorks(db, id)
  const works = await findWorks(db, id, actor)
  if (!works) return failed('not-found')
  if (!mayMark(actor, works)) return failed('forbidden')
  await rows(db, 'select id from works_connection where works_id = cast(:id as uuid) order by id for update', { id })
  const before = await connectionsOf(db, id)
  const found = asked.map((one) => before.find((other) => other.id === one.id))
  const unknown = found.indexOf(undefined)
  if (unknown >= 0) return faultAt(`items/${unknown}/id`, sayConnections('unknown'))
  const items = [...new Set(found as Connection[])]
  const moved = asked.findIndex(({ version }, at) => found[at]?.version !== version)
  if (moved >= 0) {
    const current = found[moved]?.version as number
    return failed('version', { values: { current }, more: { currentVersion: current, connection: found[moved]?.id } })
  }
  // ground is given and taken by whose works it is, and by the office
  const takesGround = state === 'cancelled' || items.some((one) => one.state === 'cancelled')
  if (takesGround && !allows(actor, 'works.change', works)) return failed('forbidden')
  return { value: { works, before, items } }
}

function doneOnOf({ actualPeriod }: Works, { doneOn }: MarkedConnections, { now, pack }: Doing): string {
  return doneOn ?? usuallyDoneOn(dayAt(now, pack.zone), actualPeriod?.end ?? null)
}

function refusalsOf(works: Works, items: readonly Connection[], marked: MarkedConnections, doing: Doing): Reason[] {
  const today = dayAt(doing.now, doing.pack.zone)
  const facts = {
    status: works.status,
    isChangeable: mayChange(works),
    startedOn: works.actualPeriod?.start ?? null,
    endedOn: works.actualPeriod?.end ?? null,
    today,
    doneOn: doneOnOf(works, marked, doing),
    hasReason: marked.reason !== undefined,
    isOffice: allows(doing.actor, 'works.decide', works),
  }
  return items.flatMap(({ id, number, state, wasDone }) => {
    const code = markRefusal(state, marked.state, { ...facts, wasDone })
    return code ? [{ code, detail: sayConnections(`mark.${code}`, { number }), about: { connection: id } }] : []
  })
}

/** What is taken up again is entered anew beside those that stand by now: another may be the same, or the last that there may be. */
async function reopenedRefusals(
  db: Db,
  { route }: Works,
  { before, items, marked }: { before: readonly Connection[]; items: readonly Connection[]; marked: MarkedConnections },
  { pack }: Doing,
): Promise<Reason[]> {
  const reopened = marked.state === 'planned' ? items.filter(({ state }) => state === 'cancelled') : []
  if (reopened.length === 0) return []
  const given = reopened.map((one) => ({ ...one, drawn: one.line }))
  const judged = await judgeConnections(db, given, { route, entered: standing(before), pack })
  return judged.flatMap(({ faults }, at) => {
    const { id, number } = reopened[at] as Connection
    const why = (language: Language) => faults.map(({ message }) => message(language)).join(' ')
    const detail: Phrase = (language) => sayConnections('mark.not_again', { number, why: why(language) })(language)
    return faults.length > 0 ? [{ code: 'not_again', detail, about: { connection: id } }] : []
  })
}

async function recordMarks(
  db: Db,
  { id: worksId, agencyId: agency, municipalityIds: municipalities }: Works,
  { items, ids }: { items: readonly Connection[]; ids: readonly string[] },
  event: string,
): Promise<void> {
  const now = (await connectionsOf(db, worksId)).filter(({ id }) => ids.includes(id))
  const sides = (one: Connection): { state: ConnectionState; doneOn: string | null } => ({ state: one.state, doneOn: one.doneOn }) // biome-ignore format: one line
  await record(
    db,
    now.map((after): Change => {
      const before = items.find(({ id }) => id === after.id) as Connection
      const about = { worksId, connection: toldOf(after) }
      return { subject: 'connection', id: after.id, agency, municipalities, event, before: sides(before), after: { ...about, ...sides(after) } } // biome-ignore format: one line
    }),
  )
}
