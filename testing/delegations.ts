import { uuidv7 } from 'uuidv7'
import type { Db } from '../server/database/connect.ts'
import { now } from './service.ts'

interface Between {
  principalId: string
  delegateId: string
  /** As the database writes a range of days. */
  period?: string
}

/** Entrusts an organisation with the answers of another, from the day of the tests on; gives its id. */
export async function addDelegation(
  db: Db,
  { principalId, delegateId, period = '[2026-11-24,)' }: Between,
): Promise<string> {
  const id = uuidv7()
  await db('answer_delegation').insert({
    id,
    principal_id: principalId,
    delegate_id: delegateId,
    period,
    made_at: now,
  })
  return id
}
