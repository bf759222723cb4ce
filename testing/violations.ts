import { uuidv7 } from 'uuidv7'
import type { Db } from '../server/database/connect.ts'
import { now } from './service.ts'

/** A violation that was issued on a works, and is not due yet. */
export async function addViolation(db: Db, worksId: string, agencyId: string): Promise<string> {
  const id = uuidv7()
  const what = { article: 'barriers', words: '{"ar":"حواجز","en":"Barriers"}', cause: 'office', cause_key: id }
  const who = { liable: 'owner', liable_id: agencyId, amount: 500_000, currency: 'SAR' }
  const until = new Date(now.getTime() + 86_400_000)
  const state = { state: 'issued', number: `V-${id}`, issued_at: now, object_until: until }
  await db('violation').insert({ id, works_id: worksId, at: now, ...what, ...who, ...state })
  return id
}
