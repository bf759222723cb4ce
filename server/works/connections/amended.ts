import { uuidv7 } from 'uuidv7'
import type { Db } from '../../database/connect.ts'
import type { LineString, Route } from '../../geo/contract.ts'
import { failed, type MemberFault, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Change } from '../amendments/rules.ts'
import type { Works } from '../contract.ts'
import type { Connection, ListedConnection, NewConnection } from './contract.ts'
import { carryRefusal } from './follow-ground.ts'
import { sayConnections } from './messages.ts'
import { connectionsOf, standing } from './read.ts'
import { insertConnections, rewriteConnection } from './store.ts'
import { judgeConnections } from './take.ts'
import { toldChange } from './told.ts'

type Given = Pick<NewConnection, 'id' | 'label' | 'drawn'> & { parcel?: string | null | undefined; meter?: string | null | undefined } // biome-ignore format: one line
type Taken = Pick<Change, 'connectionList' | 'connections' | 'pack'>

/**
 * Takes in connections that come to a works that was applied for, or are drawn anew: by the same limits as before, every fault
 * of every row at once. One that is as it was is left out. Nothing is stored; `isTold` of rows that were taken in before.
 */
export async function takeConnections(
  db: Db,
  works: Works,
  given: readonly Given[],
  { route, pack, isTold = false }: { route: Route; pack: RulePack; isTold?: boolean },
): Promise<Outcome<Taken>> {
  const against = carryRefusal({ ...works, route })
  if (against) return against
  const entered = await connectionsOf(db, works.id)
  const old = given.map(({ id }) => entered.find((one) => one.id === id))
  const others = standing(entered).filter((one) => !old.includes(one))
  const asked = given.map((one, at) => ({ ...named(old[at]), ...trimmed(one) }))
  const judged = await judgeConnections(db, asked, { route, entered: others, pack })
  const faults = judged.flatMap((one, at) => [...rowFaults(old, at), ...one.faults].map(faultAtRow(at)))
  if (faults.length > 0) return failed('validation', { errors: faults })
  const all = judged.map(({ line, lengthMetres }, at): ListedConnection => {
    const { label, parcel = null, meter = null } = asked[at] as Given
    // an id of a new one is ours: whose a given one is, nobody may be told
    const id = old[at]?.id ?? (isTold ? (given[at]?.id as string) : uuidv7())
    const number = old[at]?.number ?? null
    return { id, number, label, parcel, meter, line: line as LineString, lengthMetres: rounded(lengthMetres as number) }
  })
  const list = all.filter((one, at) => JSON.stringify(one) !== JSON.stringify(listed(old[at])))
  if (list.length === 0) return { value: {} }
  const count = others.length + all.length
  const before = list.flatMap(({ id }) => listed(entered.find((one) => one.id === id)) ?? [])
  const after = [...others, ...all.map((one) => ({ ...one, number: one.number ?? 0 }))]
  const counted = count === works.connections ? {} : { connections: count }
  return { value: { connectionList: list, ...counted, pack: { before, standing: after } } }
}

function named(one: Connection | undefined) {
  return one && { parcel: one.parcel, meter: one.meter }
}

function trimmed({ label, parcel, meter, drawn }: Given): Omit<Given, 'id'> {
  return {
    label: label.trim(),
    drawn,
    ...(parcel === undefined ? {} : { parcel: parcel?.trim() ?? null }),
    ...(meter === undefined ? {} : { meter: meter?.trim() ?? null }),
  }
}

function listed(one: Connection | undefined): ListedConnection | undefined {
  if (!one) return undefined
  const { id, number, label, parcel, meter, line, lengthMetres } = one
  return { id, number, label, parcel, meter, line, lengthMetres }
}

function rounded(metres: number): number {
  return Math.round(metres * 100) / 100
}

type Fault = { member: string; message: MemberFault['message'] }

/** What was dug or given up is drawn anew by nobody, and each once. */
function rowFaults(old: readonly (Connection | undefined)[], at: number): Fault[] {
  const one = old[at]
  if (!one) return []
  if (old.indexOf(one) < at) return [{ member: 'id', message: sayConnections('id_taken') }]
  const isFree = one.state === 'planned' && !one.wasDone
  return isFree ? [] : [{ member: 'id', message: sayConnections('not_redrawn', { number: one.number }) }]
}

const faultAtRow =
  (at: number) =>
  ({ member, message }: Fault): MemberFault => ({
    path: member ? `connectionList/${at}/${member}` : `connectionList/${at}`,
    message,
  })

/** Writes what an amendment makes of the connections of a works; gives what its history tells of that. */
export async function writeListed(
  db: Db,
  worksId: string,
  list: readonly ListedConnection[],
  now: Date,
): Promise<ReturnType<typeof toldChange>> {
  const before = await connectionsOf(db, worksId)
  const coming = list.filter(({ number }) => number === null)
  const written = await insertConnections(db, worksId, coming, now)
  if (written.size < coming.length) throw new Error(`Connections of works ${worksId} are there under another works.`)
  for (const one of list) if (one.number !== null) await rewriteConnection(db, one.id, one, now)
  return toldChange(before, await connectionsOf(db, worksId))
}
