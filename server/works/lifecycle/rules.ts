import type { Status, WorksEvent } from '../contract.ts'
import { byPermit, edges } from './edges.ts'
import type { LifecycleFacts, LifecycleRefusal, Party } from './facts.ts'

export type { LifecycleFacts, LifecycleRefusal, Party }
export { byPermit }

/** What may become of a works in this status, whoever asks: the edges that leave it. */
export function eventsFrom(status: Status, party: Party): WorksEvent[] {
  return edges.filter(({ from, by }) => from.includes(status) && by.includes(party)).map(({ event }) => event)
}

/** The status after an event, or everything that stands against it: the one rule of the lifecycle. */
export function transition(
  status: Status,
  event: WorksEvent,
  parties: readonly Party[],
  facts: LifecycleFacts,
): { status: Status; refusals?: never } | { status?: never; refusals: LifecycleRefusal[] } {
  const edge = edges.find((each) => each.event === event && each.from.includes(status))
  if (!edge) return { refusals: ['wrong_status'] }
  if (!edge.by.some((party) => parties.includes(party))) return { refusals: ['not_yours'] }
  const against = (edge.needs ?? []).map((need) => need(facts)).filter((refusal) => refusal !== false)
  if (against.length > 0) return { refusals: against }
  const [usual, other] = edge.to
  return { status: other && edge.isOther?.(facts) ? other : usual }
}

/** Where an event may lead from a status, whatever the facts: what a history is checked by. */
export function endsOf(status: Status, event: WorksEvent): Status[] {
  return edges
    .filter((each) => each.event === event && each.from.includes(status))
    .flatMap(({ to }) => to.filter((end) => end !== undefined))
}
