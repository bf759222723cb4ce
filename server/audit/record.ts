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
  if (changes.length > 0) await certainRows(db, statement, { entries: JSON.stringify(changes) })
}

/** What of an object is another now, as it was and as it is. */
export function difference(before: object, after: object): { before: object; after: object } {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const names = Object.keys(now).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(old[name]))
  const pick = (from: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]))
  return { before: pick(old), after: pick(now) }
}
