import type { Role } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import type { About, NoticeKind, Subject } from './contract.ts'

/** To whom: an organisation, one person, or those of a role in the office that answers for a municipality. */
export type Recipient = { agencyId: string } | { userId: string } | { role: Role; municipalityId: string }

/** Something that people are to be told of. */
export interface Telling {
  kind: NoticeKind
  subject: Subject
  /** Of these, only who has the kind's permission and may see the subject is told. */
  to: readonly Recipient[]
  /** What its sentences are made with, besides the `number` and `title` of a works, which are looked up. */
  about?: About
  at: Date
  /** Who did it and is not told; without it whoever acts in this transaction, `null` for nobody. */
  by?: string | null
  /** Told once, however often it is noted. */
  once?: string
}

/**
 * Notes what people are to be told of, in the transaction that does it: it is told if that commits, and only then.
 * Gives how many were noted for the first time.
 */
export async function tell(db: Db, tellings: readonly Telling[]): Promise<number> {
  if (tellings.length === 0) return 0
  const [noted] = await certainRows<{ noted: number }>(
    db,
    'select tell_happenings(cast(:tellings as jsonb)) as noted',
    { tellings: JSON.stringify(tellings) },
  )
  return noted?.noted ?? 0
}
