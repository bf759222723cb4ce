import type { MeasureKind, NewMeasure } from '../../server/cases/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import { conditionsOf, type EventDraft, emptyDraft } from '../permits/draft.ts'
import type { NoDays } from '../works/draw/no-days.ts'

/** As they are offered; another route is then drawn on the map. */
export const draftKinds = [
  'dates',
  'sequence',
  'shared_trench',
  'reroute',
  'as_is',
] as const satisfies readonly MeasureKind[]
export type DraftKind = (typeof draftKinds)[number]

/** A works as far as it can be moved. */
export interface Movable {
  id: string
  period: Period
}

/** A measure that is being drawn up: what is written for one kind stays while another is looked at. */
export interface MeasureDraft {
  kind: DraftKind
  /** Days that were chosen, by works: of the others those hold that the works has. */
  periods: Readonly<Record<string, Partial<Period>>>
  /** What was typed in place of days and is none, by works. */
  noDays: Readonly<Record<string, NoDays>>
  order: readonly string[]
  leadId: string
  /** Of the works that another route is drawn for. */
  reroutedId: string
  conditions: EventDraft
}

/** As it begins: nothing moved, the causing works last in its turn and first to give way, the others' trench. */
export function beginMeasure(works: readonly Movable[], causeId: string): MeasureDraft {
  const others = works.filter(({ id }) => id !== causeId).map(({ id }) => id)
  return {
    kind: 'dates',
    periods: {},
    noDays: {},
    order: [...others, causeId],
    leadId: others[0] ?? causeId,
    reroutedId: causeId,
    conditions: emptyDraft,
  }
}

/**
 * Gone on with over the works of the case as they are by now: what has left it is dropped, what has joined it takes its turn
 * as late as may be, and the rest stays as it is written.
 */
export function carriedOver(draft: MeasureDraft, works: readonly Movable[], causeId: string): MeasureDraft {
  const begun = beginMeasure(works, causeId)
  const stays = (id: string) => begun.order.includes(id)
  const kept = draft.order.filter(stays)
  const joined = begun.order.filter((id) => !kept.includes(id))
  const turn = kept.at(-1) === causeId ? kept.length - 1 : kept.length
  return {
    ...draft,
    order: [...kept.slice(0, turn), ...joined, ...kept.slice(turn)],
    leadId: stays(draft.leadId) ? draft.leadId : begun.leadId,
    reroutedId: stays(draft.reroutedId) ? draft.reroutedId : begun.reroutedId,
  }
}

/** The measure as the server is told; null as long as it says nothing, or something that cannot be, or is still to be drawn. */
export function measureOf(draft: MeasureDraft, works: readonly Movable[]): NewMeasure | null {
  const { kind, periods, noDays, order, leadId, conditions } = draft
  if (kind === 'reroute') return null
  if (kind === 'as_is') return { kind, conditions: conditionsOf(conditions, null) }
  if (kind === 'sequence') return { kind, order: [...order] }
  if (kind === 'shared_trench') {
    const memberIds = works.map(({ id }) => id).filter((id) => id !== leadId)
    return { kind, leadId, memberIds }
  }
  const changes = works.flatMap(({ id, period }) => {
    const next = { ...period, ...periods[id] }
    return next.start !== period.start || next.end !== period.end ? [{ worksId: id, period: next }] : []
  })
  const isTyping = works.some(({ id }) => noDays[id]?.start !== undefined || noDays[id]?.end !== undefined)
  const isWrong = isTyping || changes.some(({ period }) => period.end < period.start)
  return changes.length === 0 || isWrong ? null : { kind, changes }
}

/** The order with one works a place earlier or later. */
export function moved(order: readonly string[], id: string, by: -1 | 1): string[] {
  const from = order.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return [...order]
  const without = order.filter((each) => each !== id)
  return [...without.slice(0, to), id, ...without.slice(to)]
}
