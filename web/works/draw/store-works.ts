import type { NewWorks, Works } from '../../../server/works/contract.ts'
import { type Answer, get, type Problem, write } from '../../api.ts'

type Drawn = NewWorks & { id: string }

/**
 * The works is there already, and somebody has changed it since, or it is announced and what was drawn asks for a draft: both
 * are seen before one is written over the other.
 */
export interface StoredOtherwise extends Problem {
  both: { stored: Works; drawn: Drawn }
}

const otherwise = '/problems/stored-otherwise'

export function isStoredOtherwise(problem: Problem | null): problem is StoredOtherwise {
  return problem?.type === otherwise
}

/** What may be changed of a works, as it was drawn; what was left out takes away what is stored. */
function writtenOf({
  id: _id,
  agencyId: _agencyId,
  status: _status,
  closure: _closure,
  diversions,
  ...written
}: Drawn) {
  const none = { description: null, externalReference: null, contractorId: null }
  return { ...none, trenchWidthMetres: null, trenchDepthMetres: null, ...written }
}

/** What is stored of a works and what was drawn, where they are not the same. */
export function differing(stored: Works, works: Drawn) {
  const drawn = { ...writtenOf(works), closure: works.closure ?? 'none' }
  const members = (Object.keys(drawn) as (keyof typeof drawn)[]).filter(
    (member) => JSON.stringify(drawn[member]) !== JSON.stringify(stored[member]),
  )
  const pick = (from: object) => Object.fromEntries(Object.entries(from).filter(([key]) => members.some((one) => one === key))) // biome-ignore format: one line
  return { stored: pick(stored), drawn: pick(drawn) }
}

/**
 * Stores a new works under the id that it brings. Where it is there already, an earlier answer was lost on the way: it is
 * brought up to date, so that no second try makes a second works. What has been touched since is not written over, unless
 * it is the version `over`, of which whoever drew has said so.
 */
export async function storeWorks(works: Drawn, over: number | null = null): Promise<Answer<Works>> {
  const answer = await write<Works>('POST', '/api/works', works)
  const isThere =
    !answer.ok && answer.problem.status === 409 && answer.problem.errors?.some(({ path }) => path === 'id')
  if (!isThere) return answer
  const found = await get<Works>(`/api/works/${works.id}`)
  if (!found.ok) return found
  const stored = found.value
  const isAlike = Object.keys(differing(stored, works).drawn).length === 0
  const isAnnounced = works.status === 'draft' && stored.status !== 'draft'
  if (isAnnounced || (!isAlike && ![1, over].includes(stored.version))) {
    const problem: StoredOtherwise = { type: otherwise, title: '', status: 409, both: { stored, drawn: works } }
    return { ok: false, problem }
  }
  const changed = isAlike ? found : await bringUpToDate(stored, works)
  return changed.ok ? announce(changed.value, works) : changed
}

async function bringUpToDate({ version: before }: Works, works: Drawn): Promise<Answer<Works>> {
  const { id, closure = 'none', diversions = [] } = works
  const changed = await write<Works>('PATCH', `/api/works/${id}`, { ...writtenOf(works), version: before })
  if (!changed.ok || closure === changed.value.closure) return changed
  const { version } = changed.value
  return write<Works>('PUT', `/api/works/${id}/diversions`, { version, closure, diversions })
}

/** What was stored as a draft before becomes the plan that it is by now. */
async function announce(stored: Works, { id, status }: Drawn): Promise<Answer<Works>> {
  if (stored.status !== 'draft' || status !== 'planned') return { ok: true, value: stored }
  return write<Works>('POST', `/api/works/${id}/events`, { event: 'plan', version: stored.version })
}
