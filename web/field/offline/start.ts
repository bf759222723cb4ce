import type { QueryClient } from '@tanstack/react-query'
import type { User } from '../../../server/agencies/contract.ts'
import { wasUsed } from '../store/database.ts'
import { keepFact, readFacts, readPerson, settlePerson } from '../store/facts.ts'
import { tell } from '../store/told.ts'
import { forgetAreas } from './kept-area.ts'

/** What every page asks for before it shows anything, by the names of their queries. */
const asked = ['ready', 'agencies', 'municipalities'] as const

/**
 * Before a page of the field is shown: what the server said the last time stands until it answers, so that the page opens
 * where it cannot be asked.
 */
export async function knowAgain(client: QueryClient): Promise<void> {
  if (!(await wasUsed())) return
  const facts = await readFacts(asked).catch(() => new Map<string, unknown>())
  for (const name of asked)
    if (facts.has(name)) client.setQueryData([name], (now: unknown) => now ?? facts.get(name), { updatedAt: 0 })
  const person = await readPerson().catch(() => null)
  // asked again at once: only an answer takes it away, a silence does not
  const session = person && { user: person.user, csrfToken: '', external: false }
  if (session) client.setQueryData(['session'], (now: unknown) => now ?? session, { updatedAt: 0 })
}

/**
 * Keeps on this phone what the server says to pages of the field; `onPerson` is told once it is known here who works on it.
 * Gives what ends it.
 */
export function keepWhatIsSaid(client: QueryClient, onPerson: () => void): () => void {
  const kept = new Map<string, unknown>()
  const keep = (name: string) => {
    const state = client.getQueryState([name])
    if (state?.status !== 'success' || state.dataUpdatedAt === 0 || kept.get(name) === state.data) return
    kept.set(name, state.data)
    if (name !== 'session') return void keepFact(name, state.data).catch(() => undefined)
    const user = (state.data as { user: User } | null)?.user
    if (user) void settle(client, user, state.dataUpdatedAt).finally(onPerson)
  }
  for (const name of [...asked, 'session']) keep(name)
  return client.getQueryCache().subscribe(({ query }) => {
    const [name] = query.queryKey
    if (query.queryKey.length === 1 && [...asked, 'session'].includes(String(name))) keep(String(name))
  })
}

/**
 * Somebody is signed in: it is their phone now, and what another one took along is gone from it. Not where another window
 * was told of somebody else since: what this one still knows is old.
 */
async function settle(client: QueryClient, user: User, answeredAt: number): Promise<void> {
  try {
    const settled = await settlePerson(user, answeredAt)
    if (settled === 'stale') return
    if (settled === 'other') await forgetAreas()
    if (settled !== 'same') tell('session')
    await client.invalidateQueries({ queryKey: ['field'] })
  } catch {
    // where nothing can be kept, the pages say so
  }
}
