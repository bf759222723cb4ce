import type { Period } from '../time/contract.ts'
import type { Status, Works } from '../works/contract.ts'
import type { Checklist, InspectionKind } from './checklists/contract.ts'
import type { InspectionOutcome, NewInspection } from './contract.ts'

/** What is wrong with what a telephone sent: the member at fault and the reason. */
export interface InspectionFault {
  path: string
  code:
    | 'ends_before_start'
    | 'out_of_range'
    | 'item_missing'
    | 'item_unknown'
    | 'item_twice'
    | 'reason_missing'
    | 'reason_unknown'
    | 'photo_missing'
    | 'photo_unknown'
    | 'photo_twice'
    | 'place_missing'
    | 'note_missing'
    | 'stop_without_grave'
}

type Sent = Pick<NewInspection, 'startedAt' | 'endedAt' | 'items' | 'photos' | 'unable' | 'note' | 'stopWork'>
type Item = Sent['items'][number]
type Items = Pick<Checklist, 'items'>['items']

/** The photos of an item, whichever of both names the other. */
export function photosOf({ code, photos }: Pick<Item, 'code' | 'photos'>, all: Sent['photos']): string[] {
  return [...new Set([...photos, ...all.flatMap(({ id, item }) => (item === code ? [id] : []))])]
}

/** The item that a photo shows; null of one that shows the whole. */
export function itemOf(photo: Sent['photos'][number], items: Sent['items']): string | null {
  return photo.item ?? items.find(({ photos }) => photos.includes(photo.id))?.code ?? null
}

/** How grave a failed item is: as the inspector saw it, else as the checklist has it; null where it did not fail. */
export function severityOf({ code, result, severity }: Item, items: Items): 'high' | 'low' | null {
  if (result !== 'fail') return null
  return severity ?? items.find((one) => one.code === code)?.severity ?? 'low'
}

/** A failed item needs a reason of its own, a photo and a place. [S] */
function itemFaults(item: Item, at: number, items: Items, photos: Sent['photos']): InspectionFault[] {
  const known = items.find(({ code }) => code === item.code)
  if (!known) return [{ path: `items/${at}/code`, code: 'item_unknown' }]
  const reasons = item.reasons ?? []
  const strange = reasons.findIndex((reason) => known.reasons.every(({ code }) => code !== reason))
  const sent = new Set(photos.map(({ id }) => id))
  const lost = item.photos.findIndex((id) => !sent.has(id))
  const faults: (InspectionFault | false)[] = [
    strange >= 0 && { path: `items/${at}/reasons/${strange}`, code: 'reason_unknown' },
    lost >= 0 && { path: `items/${at}/photos/${lost}`, code: 'photo_unknown' },
    item.result === 'fail' && reasons.length === 0 && { path: `items/${at}/reasons`, code: 'reason_missing' },
    item.result === 'fail' &&
      photosOf(item, photos).length === 0 && { path: `items/${at}/photos`, code: 'photo_missing' },
    item.result === 'fail' && item.place === undefined && { path: `items/${at}/place`, code: 'place_missing' },
  ]
  return faults.filter((fault) => fault !== false)
}

const twice = (values: readonly string[]) => values.findIndex((value, at) => values.indexOf(value) !== at)

/** A telephone's clock may be wrong by days, but not by an age. */
const isOfThisAge = (instant: string) => {
  const year = new Date(instant).getUTCFullYear()
  return year >= 2000 && year < 2100
}

/** The zone of a telephone may be set wrong; what ended later than that has not been yet, and would be the last word for good. */
export const mostAheadMilliseconds = 24 * 3_600_000

function timeFaults({ startedAt, endedAt }: Sent, now: Date): InspectionFault[] {
  if (!isOfThisAge(startedAt)) return [{ path: 'startedAt', code: 'out_of_range' }]
  const isAhead = Date.parse(endedAt) > now.getTime() + mostAheadMilliseconds
  if (isAhead || !isOfThisAge(endedAt)) return [{ path: 'endedAt', code: 'out_of_range' }]
  return Date.parse(endedAt) < Date.parse(startedAt) ? [{ path: 'endedAt', code: 'ends_before_start' }] : []
}

/** Everything that is wrong with what was sent, by the checklist that it went by and the day on which it comes. */
export function inspectionFaults(sent: Sent, checklist: Items, now: Date): InspectionFault[] {
  const { items, photos, unable, note, stopWork } = sent
  const double = twice(items.map(({ code }) => code))
  const doublePhoto = twice(photos.map(({ id }) => id))
  const odd = photos.findIndex(({ item }) => item !== undefined && checklist.every(({ code }) => code !== item))
  const age = photos.findIndex(({ takenAt }) => takenAt !== undefined && !isOfThisAge(takenAt))
  // whoever could not get in answers what they could
  const missing = unable ? undefined : checklist.find(({ code }) => items.every((item) => item.code !== code))
  const faults: (InspectionFault | false | undefined)[] = [
    double >= 0 && { path: `items/${double}/code`, code: 'item_twice' },
    doublePhoto >= 0 && { path: `photos/${doublePhoto}/id`, code: 'photo_twice' },
    odd >= 0 && { path: `photos/${odd}/item`, code: 'item_unknown' },
    age >= 0 && { path: `photos/${age}/takenAt`, code: 'out_of_range' },
    missing && { path: `items/${missing.code}`, code: 'item_missing' },
    unable?.reason === 'other' && note === undefined && { path: 'note', code: 'note_missing' },
    stopWork &&
      items.every((item) => severityOf(item, checklist) !== 'high') && { path: 'stopWork', code: 'stop_without_grave' },
  ]
  return [
    ...timeFaults(sent, now),
    ...items.flatMap((item, at) => itemFaults(item, at, checklist, photos)),
    ...faults.filter((fault) => fault !== false && fault !== undefined),
  ]
}

/** What an inspection comes to: the gravest item decides; what failed has failed, even where the rest could not be seen. */
export function outcomeOf({ items, unable }: Pick<Sent, 'items' | 'unable'>, checklist: Items): InspectionOutcome {
  const severities = items.map((item) => severityOf(item, checklist))
  if (severities.includes('high')) return 'failed_high'
  if (severities.includes('low')) return 'failed_low'
  return unable ? 'unable' : 'passed'
}

/** Farther from the works than the rules allow, or nobody knows where. [ours: 50 m] */
export function isAway(distanceMetres: number | null, nearMetres: number): boolean {
  return distanceMetres === null || distanceMetres > nearMetres
}

/** What comes from a phone late was seen in time. */
const underGuarantee: readonly Status[] = ['in_guarantee', 'closed']
/** Of works that ended before anybody dug. */
const over: readonly Status[] = ['cancelled', 'expired']

/**
 * Why works may not be inspected for something; null where they may. Before there is a permit, or the notice of an emergency
 * by which digging begins, there is nothing to be safe, closed or accepted, nor is there once the permit has run out or was given
 * up undug; that somebody digs there all the same is investigated, and so is what shows where the works was cleared: nobody
 * answers for it any more. Before the ground is accepted there is no guarantee to be kept. [ours]
 */
export function whyNotInspect(
  kind: InspectionKind,
  { permitNumber, actualPeriod, status }: Pick<Works, 'permitNumber' | 'actualPeriod' | 'status'>,
): 'no_permit' | 'over' | 'no_guarantee' | 'cleared' | null {
  if (kind === 'investigation') return null
  if (permitNumber === null && actualPeriod === null) return 'no_permit'
  if (kind === 'guarantee') return underGuarantee.includes(status) ? null : 'no_guarantee'
  if (actualPeriod === null && over.includes(status)) return 'over'
  return status === 'closed' ? 'cleared' : null
}

/** Statuses in which a stop of works has something to stop; elsewhere it is kept as what was said. */
export function canStop(status: Status): boolean {
  return status === 'permitted' || status === 'in_progress'
}

/** What an inspector goes by, and what makes an inspection one of other works when it changes. */
export interface Gone {
  route: unknown
  period: Period
  contractorId: string | null
}

/** Of the history after the version that was seen, the latest first: what of these members is another now. */
export function movedSince(
  current: Gone,
  history: readonly { before: Record<string, unknown>; after: Record<string, unknown> }[],
): { yours: Partial<Gone>; theirs: Partial<Gone> } | null {
  const seen: Record<string, unknown> = { ...current }
  for (const { before } of history)
    for (const member of ['route', 'period', 'contractorId'] as const)
      if (member in before) seen[member] = before[member]
  const moved = (['route', 'period', 'contractorId'] as const).filter(
    (member) => JSON.stringify(seen[member]) !== JSON.stringify(current[member]),
  )
  if (moved.length === 0) return null
  const pick = (from: object) =>
    Object.fromEntries(moved.map((member) => [member, (from as Record<string, unknown>)[member]]))
  return { yours: pick(seen), theirs: pick(current) }
}
