import type { NewWorks, Works } from '../../../server/works/contract.ts'
import { type Answer, get, write } from '../../api.ts'

/**
 * Stores a new works under the id that it brings. Where it is there already, an earlier answer was lost on the way: the
 * works is fetched, and `changed` since then it is brought up to date, so that no second try makes a second works.
 */
export async function storeWorks(works: NewWorks & { id: string }, changed: boolean): Promise<Answer<Works>> {
  const answer = await write<Works>('POST', '/api/works', works)
  const isThere =
    !answer.ok && answer.problem.status === 409 && answer.problem.errors?.some(({ path }) => path === 'id')
  if (!isThere) return answer
  const stored = await get<Works>(`/api/works/${works.id}`)
  if (!stored.ok || !changed) return stored
  const {
    id,
    agencyId: _agencyId,
    status: _status,
    contractorId: _contractorId,
    closure,
    diversions,
    ...written
  } = works
  const change = { trenchWidthMetres: null, description: null, ...written, version: stored.value.version }
  const changedWorks = await write<Works>('PATCH', `/api/works/${id}`, change)
  if (!changedWorks.ok || (closure ?? 'none') === changedWorks.value.closure) return changedWorks
  const { version } = changedWorks.value
  const traffic = { version, closure: closure ?? 'none', diversions: diversions ?? [] }
  return write<Works>('PUT', `/api/works/${id}/diversions`, traffic)
}
