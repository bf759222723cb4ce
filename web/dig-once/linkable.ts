import type { Municipality, User } from '../../server/agencies/contract.ts'
import type { Call } from '../../server/dig-once/calls/contract.ts'
import type { WorksSummary } from '../../server/works/contract.ts'
import { isOurs } from '../works/ours.ts'

type Closer = Pick<User, 'role' | 'agencyId' | 'everywhere'> | null

/**
 * Works that whoever closes a call may link, as the service answers: those that others answered to their own call with, and those that
 * they change, as their agency or as the office that decides on them. `others`: of the rest their own offices decide.
 */
export function linkable(
  call: Call,
  user: Closer,
  municipalities: readonly Pick<Municipality, 'id' | 'agencyId'>[],
): { works: WorksSummary[]; others: WorksSummary[] } {
  const answered = call.answers.flatMap(({ works }) => works)
  const offered = new Set(user?.agencyId === call.agencyId ? answered.map(({ id }) => id) : [])
  const all = [...new Map([...call.proposed, ...answered].map((works) => [works.id, works])).values()]
  const may = (works: WorksSummary) => offered.has(works.id) || isOurs(user, works, municipalities)
  return { works: all.filter(may), others: all.filter((works) => !may(works)) }
}
