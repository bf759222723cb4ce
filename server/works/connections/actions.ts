import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { LineString } from '../../geo/contract.ts'
import { failed, faultAt, type MemberFault, type Outcome } from '../../http/problem.ts'
import type { Doing } from '../actions.ts'
import type { Works } from '../contract.ts'
import { lockWorks } from '../diversions/store.ts'
import type { AddedConnections, ConnectionChange, NewConnection, RemovedConnections } from './contract.ts'
import { changing } from './follow-ground.ts'
import { sayConnections } from './messages.ts'
import { standing } from './read.ts'
import { insertConnections, rewriteConnection } from './store.ts'
import { type JudgedConnection, judgeConnections } from './take.ts'

/** Enters connections, all of them or none: what stands against any row is named, and nothing is written. */
export function addConnections(db: Db, id: string, given: AddedConnections, doing: Doing): Promise<Outcome<Works>> {
  return changing(db, { id, version: given.version }, doing, async (trx, works, entered) => {
    const items = given.items.map(trimmed)
    const judged = await judgeConnections(trx, items, { ...works, entered: standing(entered), pack: doing.pack })
    const faults = [...faultsOf(judged), ...(await idFaults(trx, items))]
    if (faults.length > 0) return failed('validation', { errors: faults })
    await lockFor(trx, works, judged, doing)
    const taken = judged.map((one, at) => takenOf(items[at] as NewConnection, one))
    const written = await insertConnections(trx, id, taken, doing.now)
    const unwritten = faultsOfIds(items, (one) => one !== undefined && !written.has(one))
    // those that were written are taken back with the answer
    return unwritten.length > 0 ? failed('validation', { errors: unwritten }) : { value: null }
  })
}

/** Changes what a connection is called, or draws it anew. */
export function changeConnection(
  db: Db,
  { id, connection }: { id: string; connection: string },
  { version, ...change }: ConnectionChange,
  doing: Doing,
): Promise<Outcome<Works>> {
  return changing(db, { id, version }, doing, async (trx, works, entered) => {
    const old = entered.find((one) => one.id === connection)
    if (!old) return failed('not-found')
    const others = standing(entered).filter((one) => one.id !== connection)
    const asked = { ...old, drawn: old.line, ...change }
    const judged = await judgeConnections(trx, [asked], { ...works, entered: others, pack: doing.pack })
    const [fault] = judged[0]?.faults ?? []
    if (fault) return faultAt(fault.member, fault.message)
    await lockFor(trx, works, judged, doing)
    await rewriteConnection(
      trx,
      connection,
      takenOf({ ...asked, id: connection }, judged[0] as JudgedConnection),
      doing.now,
    )
    return { value: null }
  })
}

/** Takes connections away, before anybody applies for them. */
export function removeConnections(
  db: Db,
  id: string,
  { version, ids }: RemovedConnections,
  doing: Doing,
): Promise<Outcome<Works>> {
  return changing(db, { id, version }, doing, async (trx, works, entered) => {
    const known = new Set(entered.map((one) => one.id))
    const unknown = ids.findIndex((one) => !known.has(one))
    if (unknown >= 0) return faultAt(`ids/${unknown}`, sayConnections('unknown'))
    await lockFor(trx, works, [], doing)
    await trx('works_connection').whereIn('id', ids).delete()
    return { value: null }
  })
}

function lockFor(db: Db, works: Works, judged: readonly JudgedConnection[], { pack }: Doing): Promise<void> {
  return lockWorks(db, [works], { pack, coming: judged.flatMap(({ line }) => (line ? [line] : [])) })
}

function trimmed(one: NewConnection): NewConnection {
  const { parcel, meter, ...rest } = one
  return {
    ...rest,
    label: one.label.trim(),
    ...(parcel === undefined ? {} : { parcel: parcel.trim() }),
    ...(meter === undefined ? {} : { meter: meter.trim() }),
  }
}

function faultsOf(judged: readonly JudgedConnection[]): MemberFault[] {
  return judged.flatMap(({ faults }, at) =>
    faults.map(({ member, message }) => ({ path: member ? `items/${at}/${member}` : `items/${at}`, message })),
  )
}

/** Ids come from the client, so that a list sent twice is there once; one that is in use is named. */
async function idFaults(db: Db, items: readonly NewConnection[]): Promise<MemberFault[]> {
  const ids = items.flatMap(({ id }) => id ?? [])
  const taken = await rows<{ id: string }>(
    db,
    'select id from works_connection where id = any (cast(:ids as uuid[]))',
    {
      ids,
    },
  )
  const isTaken = (id: string | undefined, at: number) =>
    id !== undefined && (taken.some((one) => one.id === id) || items.slice(0, at).some((one) => one.id === id))
  return faultsOfIds(items, isTaken)
}

function faultsOfIds(
  items: readonly NewConnection[],
  isTaken: (id: string | undefined, at: number) => boolean,
): MemberFault[] {
  return items.flatMap(({ id }, at) =>
    isTaken(id, at) ? [{ path: `items/${at}/id`, message: sayConnections('id_taken') }] : [],
  )
}

type Asked = Pick<NewConnection, 'label' | 'id'> & {
  parcel?: string | null | undefined
  meter?: string | null | undefined
}

/** A row that nothing stands against, as it is stored. */
function takenOf({ id = uuidv7(), label, parcel, meter }: Asked, { line, lengthMetres }: JudgedConnection) {
  return {
    id,
    label: label.trim(),
    parcel: parcel?.trim() ?? null,
    meter: meter?.trim() ?? null,
    line: line as LineString,
    lengthMetres: lengthMetres as number,
  }
}
