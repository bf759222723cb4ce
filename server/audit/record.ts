import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from '../database/connect.ts'
import { certainRows, prepared } from '../database/sql.ts'
import type { AuditSubject } from './contract.ts'

/** One change, as the audit keeps it. */
export interface Change {
  subject: AuditSubject
  id: string
  /** Whose object it was. */
  agency?: string | null
  /** Where it lies: the first one's region has the chain; without any, it is the service's own. */
  municipalities?: readonly string[]
  event: string
  reason?: string | null
  before?: object
  after?: object
}

const statement = prepared('select record_audit(cast(:entries as jsonb)) as written')

/**
 * Adds changes to the chains of their regions, in the transaction that made them and as its last deed: the head of a
 * chain is held until the transaction ends. Who and from where are told by the transaction (`under`).
 */
export async function record(db: Db, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  await recorded(db, (at) => certainRows(at, statement, { entries: JSON.stringify(changes) }).then(() => undefined))
}

type Recording = (db: Db) => Promise<void>

const putOff = new AsyncLocalStorage<Recording[]>()

/** Records now, or at the end of the deed that this is a part of. */
export async function recorded(db: Db, recording: Recording): Promise<void> {
  const waiting = putOff.getStore()
  if (waiting) waiting.push(recording)
  else await recording(db)
}

/**
 * Does a deed that is made of several, each of which records what it did as its last: all of it is recorded at the end of the whole,
 * in its order. Otherwise the head of a chain would be held while the rest still waits for rows.
 */
export async function recordedAtTheEnd<T>(db: Db, deed: () => Promise<T>): Promise<T> {
  const waiting: Recording[] = []
  const done = await putOff.run(waiting, deed)
  for (const recording of waiting) await recorded(db, recording)
  return done
}

/** Does what is taken back again in any case: it leaves nothing in the audit, and holds no head of a chain meanwhile. */
export function unrecorded<T>(deed: () => Promise<T>): Promise<T> {
  return putOff.run([], deed)
}

/** What of an object is another now, as it was and as it is. */
export function difference(before: object, after: object): { before: object; after: object } {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const names = Object.keys(now).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(old[name]))
  const pick = (from: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  return { before: pick(old), after: pick(now) }
}
