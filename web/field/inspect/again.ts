import type { LineString, Point } from '../../../server/geo/contract.ts'
import { measured } from '../ground/along.ts'
import type { GroundWorks } from '../ground/GroundPlan.tsx'
import type { NewInspection, PhotoFile } from '../offline/contract.ts'
import { begun, type InspectionDraft, type ItemDraft, type Spot } from './draft.ts'

interface Again {
  works: GroundWorks
  /** What it is corrected by. */
  checklist: { version: number }
}

/** A signed inspection that the service did not take, as a draft again: it is corrected and keeps its id and its photos' ids. */
export function draftAgain(sent: NewInspection, { works, checklist }: Again): InspectionDraft {
  const ownerOf = (photo: string) => sent.items.find(({ photos }) => photos.includes(photo))?.code ?? null
  const { id, worksId, worksVersion, kind, startedAt, place, unable } = sent
  return {
    ...begun({
      ...{ id, worksId, worksVersion, kind, startedAt },
      // its items are asked again by the one that the form shows
      checklistVersion: checklist.version,
      visitId: sent.visitId ?? null,
      signedAs: sent.signature.name,
    }),
    standing: place
      ? { place: place.coordinates as [number, number], accuracyMetres: sent.accuracyMetres ?? null }
      : null,
    awayReason: sent.awayReason ?? '',
    unable: unable ? { reason: unable.reason as NonNullable<InspectionDraft['unable']>['reason'] } : null,
    items: Object.fromEntries(sent.items.map((item) => [item.code, itemAgain(item, works)])),
    photos: sent.photos.map((photo) => ({
      id: photo.id,
      item: photo.item ?? ownerOf(photo.id),
      takenAt: photo.takenAt ?? startedAt,
      place: (photo.place as Point | undefined) ?? null,
    })),
    note: sent.note ?? '',
    stopWork: sent.stopWork?.reason ?? null,
    strokes: sent.signature.strokes ?? [],
  }
}

/** Files of its photos: those that lie in the outbox, and those that were added while it was corrected. */
export function filesAgain(
  saved: readonly PhotoFile[],
  added: ReadonlyMap<string, Blob> = new Map(),
): ReadonlyMap<string, Blob> {
  return new Map([...saved.map(({ id, file }) => [id, file] as const), ...added])
}

function itemAgain(item: NewInspection['items'][number], works: GroundWorks): ItemDraft {
  const { result, severity = 'low', reasons = [], note = '', place } = item
  return { result, severity, reasons, note, spot: place ? spotAgain(place as Point | LineString, works) : null }
}

function spotAgain(place: Point | LineString, works: GroundWorks): Spot | null {
  if (place.type === 'Point') return { kind: 'point', place, accuracyMetres: null }
  const line = measured(works.route, works.lengthMetres)
  const [first, last] = [place.coordinates[0], place.coordinates.at(-1)]
  if (!line || !first || !last) return null
  const round = (metres: number) => Math.round(metres * 10) / 10
  return { kind: 'stretch', from: round(line.metresAt(first)), to: round(line.metresAt(last)), place }
}
