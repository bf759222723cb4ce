import { mostAheadMilliseconds } from '../../../server/inspections/rules.ts'
import type { NewInspection } from '../offline/contract.ts'
import { type InspectionDraft, type ItemDraft, photosOf } from './draft.ts'
import { type Away, isAway, offersStopWork } from './rules.ts'

type SentItem = NewInspection['items'][number]

/**
 * When it began and ended. A clock that was put back meanwhile ends nothing before it began, and a beginning farther ahead
 * than the service would believe was none: it takes neither, however often it is sent.
 */
export function timesOf({ startedAt }: Times, now: Date): Times & { endedAt: string } {
  const end = now.toISOString()
  if (end >= startedAt) return { startedAt, endedAt: end }
  const isBelieved = Date.parse(startedAt) <= now.getTime() + mostAheadMilliseconds
  return isBelieved ? { startedAt, endedAt: startedAt } : { startedAt: end, endedAt: end }
}

type Times = Pick<InspectionDraft, 'startedAt'>

/** A draft as it is sent: only what was said, and nothing of an answer that was taken back. */
export function sentOf(draft: InspectionDraft, codes: readonly string[], away: Away, endedAt: string): NewInspection {
  const { id, worksId, worksVersion, visitId, kind, checklistVersion, startedAt, standing, unable } = draft
  const failed = new Set(unable ? [] : codes.filter((code) => draft.items[code]?.result === 'fail'))
  // a photo of an item that passed after all is one of the whole
  const photos = draft.photos.map(({ id, item, takenAt, place }) => ({
    id,
    takenAt,
    ...(item && failed.has(item) ? { item } : {}),
    ...(place ? { place } : {}),
  }))
  const stops = offersStopWork(draft) && draft.stopWork !== null
  return {
    id,
    worksId,
    worksVersion,
    ...(visitId ? { visitId } : {}),
    kind,
    checklistVersion,
    startedAt,
    endedAt,
    ...(standing ? { place: { type: 'Point', coordinates: [...standing.place] } } : {}),
    ...(standing?.accuracyMetres != null ? { accuracyMetres: standing.accuracyMetres } : {}),
    ...(isAway(away) && draft.awayReason.trim() ? { awayReason: draft.awayReason.trim() } : {}),
    ...(unable?.reason ? { unable: { reason: unable.reason } } : {}),
    items: unable ? [] : codes.flatMap((code) => itemOf(draft, code)),
    photos,
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
    ...(stops ? { stopWork: { reason: draft.stopWork?.trim() ?? '' } } : {}),
    signature: {
      name: draft.signedAs.trim(),
      ...(draft.strokes.length > 0 ? { strokes: draft.strokes.map((stroke) => [...stroke]) } : {}),
    },
  }
}

function itemOf(draft: InspectionDraft, code: string): SentItem[] {
  const item = draft.items[code]
  if (!item) return []
  if (item.result !== 'fail') return [{ code, result: item.result, photos: [] }]
  return [{ code, result: 'fail', ...failureOf(item), photos: photosOf(draft, code).map(({ id }) => id) }]
}

function failureOf({ severity, reasons, note, spot }: ItemDraft): Partial<SentItem> {
  return {
    severity,
    reasons: [...reasons],
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(spot ? { place: spot.place } : {}),
  }
}
