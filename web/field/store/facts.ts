import type { User } from '../../../server/agencies/contract.ts'
import { answered, within } from './database.ts'

/** Who works on this phone. Kept beyond a session that ran out, so that nobody in a tunnel is a stranger to their own phone. */
export interface KeptPerson {
  user: User
  /** When the server last knew them here. */
  seenAt: string
}

/** Days after which whoever has not been back is a stranger, and must sign in to see what is theirs. */
const personDays = 7
const dayMilliseconds = 86_400_000

export async function keepFact(name: string, value: unknown): Promise<void> {
  await within(['facts'], 'readwrite', (on) => answered(on('facts').put(value, name)))
}

/** Facts by their names; those that are not there are left out. */
export async function readFacts(names: readonly string[]): Promise<Map<string, unknown>> {
  return within(['facts'], 'readonly', async (on) => {
    const values = await Promise.all(names.map((name) => answered(on('facts').get(name))))
    return new Map(names.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]]])))
  })
}

export async function keepPerson(user: User): Promise<void> {
  await keepFact('person', { user, seenAt: new Date().toISOString() } satisfies KeptPerson)
}

/** Read within a transaction of whoever needs to know whose the things are that they write. */
export async function personOn(facts: IDBObjectStore): Promise<KeptPerson | null> {
  const kept = (await answered(facts.get('person'))) as KeptPerson | undefined
  if (!kept) return null
  const age = Date.now() - Date.parse(kept.seenAt)
  return age < personDays * dayMilliseconds ? kept : null
}

export function readPerson(): Promise<KeptPerson | null> {
  return within(['facts'], 'readonly', (on) => personOn(on('facts')))
}
