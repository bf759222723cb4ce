import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { dueAfter } from '../time/working-days.ts'
import type { Works } from '../works/contract.ts'
import type { Consultation } from './contract.ts'

const text = sql(import.meta.url, 'consultees.sql')

/** An organisation that has to be asked about a works, and why. */
export interface Consultee {
  works_id: string
  id: string
  silence_approves: boolean
  grounds: Consultation['grounds']
}

/** Whom applications have to ask, by where they lie and what they do there. */
export function consulteesAt(db: Db, ids: readonly string[], pack: RulePack): Promise<Consultee[]> {
  return rows<Consultee>(db, text, { ids: [...ids], window: pack.digOnceDays })
}

/** Whom an application has to ask: nobody, where its category is not consulted on. */
export async function consulteesOf(db: Db, works: Works, pack: RulePack): Promise<Consultee[]> {
  return pack.consultation.hours[works.category] === 0 ? [] : consulteesAt(db, [works.id], pack)
}

/** Asks them: a round of consultation with its deadline on the working-day clock. */
export async function consult(
  db: Db,
  works: Works,
  consultees: readonly Consultee[],
  { pack, now }: { pack: RulePack; now: Date },
): Promise<void> {
  if (consultees.length === 0) return
  const due = dueAfter(now, pack.consultation.hours[works.category], pack)
  await db('consultation').insert(
    consultees.map(({ id, grounds, silence_approves }) => ({
      id: uuidv7(),
      works_id: works.id,
      round: works.rounds + 1,
      agency_id: id,
      grounds,
      asked_at: now,
      due_at: due,
      silence_approves,
    })),
  )
}
