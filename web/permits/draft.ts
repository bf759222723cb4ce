import type {
  Condition,
  ConditionCode,
  Consultation,
  EmergencyGround,
  NewWorksEvent,
  Procedure,
} from '../../server/permits/contract.ts'
import { isReason } from './reason.ts'

export type EventName = NewWorksEvent['event']

const withReason = ['return', 'refuse', 'suspend', 'cancel'] as const satisfies readonly EventName[]
type ReasonedEvent = (typeof withReason)[number]

/** What is written for a decision that is not made yet: kept where the application moved on meanwhile. */
export interface EventDraft {
  /** Why, by event: what is written to return it is not what it is refused for. */
  reasons: Partial<Record<ReasonedEvent, string>>
  codes: readonly ConditionCode[]
  /** The ids of answers whose conditions the permit is not granted on. */
  left: readonly string[]
  /** Conditions in the office's own words, one a line. */
  own: string
  place: [longitude: number, latitude: number] | null
  /** Why an emergency is dug at once. */
  ground: EmergencyGround | null
}

export const emptyDraft: EventDraft = { reasons: {}, codes: [], left: [], own: '', place: null, ground: null }

/** Of the works of others the office says why it cancels it; of one's own nobody has to. */
export function needsReason(event: EventName, isForeign = false): event is ReasonedEvent {
  if (event === 'cancel') return isForeign
  return (withReason as readonly EventName[]).includes(event)
}

export function isComplete(event: EventName, draft: EventDraft, isForeign = false): boolean {
  if (event === 'notify') return draft.ground !== null
  return !needsReason(event, isForeign) || isReason(draft.reasons[event] ?? '')
}

/** Who was asked, and in which round they count. */
export type Consulted = Pick<Procedure, 'consultations' | 'consulting'>

/** The answers that ask for conditions: those of the round that counts. */
export function conditional(seen: Consulted | null): (Consultation & { conditions: string })[] {
  if (!seen) return []
  return seen.consultations.filter(
    (each): each is Consultation & { conditions: string } =>
      each.round === seen.consulting.round && Boolean(each.conditions),
  )
}

const longestCondition = 1000

/** Each line a condition; a line that is longer than one may be is cut in parts. */
function linesOf(text: string): Condition[] {
  const parts = text
    .split('\n')
    .flatMap((line) => line.trim().match(new RegExp(`.{1,${longestCondition}}`, 'gu')) ?? [])
  return parts.filter(isReason).map((part) => ({ text: part.trim() }))
}

/** What a permit is granted on, each once: the chosen of the library, what agencies ask for, and the office's own. */
export function conditionsOf(draft: EventDraft, seen: Consulted | null): Condition[] {
  const asked = conditional(seen).filter(({ id }) => !draft.left.includes(id))
  const all = [
    ...draft.codes.map((code): Condition => ({ code })),
    ...asked.flatMap(({ conditions }) => linesOf(conditions)),
    ...linesOf(draft.own),
  ]
  return [...new Map(all.map((condition) => [JSON.stringify(condition), condition])).values()]
}

/** The event as the server is told: in the version that was seen, with what belongs to it and nothing else. */
export function toldOf(event: EventName, draft: EventDraft, seen: Consulted & { version: number }): NewWorksEvent {
  const { version } = seen
  const isTold = event === 'cancel' && isReason(draft.reasons.cancel ?? '')
  if (needsReason(event, isTold)) return { event, version, reason: (draft.reasons[event] ?? '').trim() }
  if (event === 'grant') return { event, version, conditions: conditionsOf(draft, seen) }
  const place = draft.place ? { place: [...draft.place] } : {}
  if (event === 'notify' && draft.ground) return { event, version, ground: draft.ground, ...place }
  return event === 'start' ? { event, version, ...place } : { event, version }
}
