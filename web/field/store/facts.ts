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

/** What this phone knows of who works on it: the person, or nobody; and since when, where it was ever told. */
export interface Standing {
  person: KeptPerson | null
  since: string | null
}

/**
 * Did the server say it after this phone was told what it knows? Another window may have been told later. What a phone knows
 * of the future is of before its clock was put back.
 */
export function isNewer(answeredAt: number, since: string | null, now: number): boolean {
  const known = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since)
  return answeredAt >= known || known > now
}

/**
 * The server knows who works here, as it answered then. `stale`: this phone has been told of somebody else since; `same` and
 * `other`: whether they are who was known before.
 */
export function settlePerson(user: User, answeredAt: number): Promise<'same' | 'other' | 'first' | 'stale'> {
  return within(['facts'], 'readwrite', async (on) => {
    const facts = on('facts')
    const before = (await answered(facts.get('person'))) as KeptPerson | undefined
    const since = before?.seenAt ?? (await leftAt(facts))
    const isSame = before?.user.id === user.id
    if (!isNewer(answeredAt, since, Date.now())) return isSame ? 'same' : 'stale'
    facts.put({ user, seenAt: new Date(answeredAt).toISOString() } satisfies KeptPerson, 'person')
    if (isSame) return 'same'
    return before ? 'other' : 'first'
  })
}

/** Whoever worked here has signed out: nothing of what they read stays, but that they left. */
export async function forgetFacts(): Promise<void> {
  await within(['facts'], 'readwrite', (on) => {
    on('facts').clear()
    on('facts').put(new Date().toISOString(), 'left')
  })
}

async function leftAt(facts: IDBObjectStore): Promise<string | null> {
  return ((await answered(facts.get('left'))) as string | undefined) ?? null
}

export function readStanding(): Promise<Standing> {
  return within(['facts'], 'readonly', async (on) => {
    const person = await personOn(on('facts'))
    return { person, since: person?.seenAt ?? (await leftAt(on('facts'))) }
  })
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
