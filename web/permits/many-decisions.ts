import type { Procedure } from '../../server/permits/contract.ts'
import type { Review } from '../../server/permits/queue/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { type Answer, get, type Problem, write } from '../api.ts'

/** What is decided on several applications at once. */
export const manyEvents = ['approve', 'return'] as const
export type ManyEvent = (typeof manyEvents)[number]

/** As many as somebody can look at before deciding. */
export const mostAtOnce = 20

/** What the rule says of one: nothing against it, or why not; null where it has changed since it was shown. */
export type Judged = { review: Review; reasons: readonly string[] | null }

/** What stands against the event now, in the version that the row shows; words where the rule names no reason. */
export function judge(
  review: Review,
  event: ManyEvent,
  answer: Answer<Procedure>,
  words: { notNow: string; unknown: string },
): Judged {
  if (!answer.ok) return { review, reasons: [answer.problem.detail || words.unknown] }
  const { version, events } = answer.value
  if (version !== review.works.version) return { review, reasons: null }
  const possible = events.find((each) => each.event === event)
  return { review, reasons: possible ? possible.reasons.map(({ detail }) => detail) : [words.notNow] }
}

export function askProcedure({ works }: Review): Promise<Answer<Procedure>> {
  return get<Procedure>(`/api/works/${works.id}/procedure`)
}

/** Decides one, in a transaction of its own and in the version that was shown. Gives what went wrong. */
export async function decide({ works }: Review, event: ManyEvent, reason: string): Promise<Problem | null> {
  const given = { event, version: works.version, ...(event === 'return' ? { reason } : {}) }
  const answer = await write<Works>('POST', `/api/works/${works.id}/events`, given)
  return answer.ok ? null : answer.problem
}
