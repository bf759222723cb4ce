import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import type { Language } from '../language/contract.ts'
import { listAgencies, listMunicipalities } from './store.ts'

/** For tables: what organisations and municipalities are called in a language; null where nobody is meant or known. */
export async function namesFor(
  under: Under,
  actor: Actor,
  language: Language,
): Promise<(id: string | null) => string | null> {
  const names = await under(actor, async (db) => {
    const all = [...(await listAgencies(db)), ...(await listMunicipalities(db, false))]
    return new Map(all.map(({ id, name }) => [id, name[language]]))
  })
  return (id) => (id === null ? null : (names.get(id) ?? null))
}
