import type { LineString, Point, Position } from '../../../server/geo/contract.ts'
import type { ChecklistItem, InspectionKind } from '../../../server/inspections/checklists/contract.ts'
import type { itemResults, unableReasons } from '../../../server/inspections/contract.ts'

export type Result = (typeof itemResults)[number]
export type UnableReason = (typeof unableReasons)[number]
export type Severity = ChecklistItem['severity']

/** Where a fault is: a spot, or a stretch between two metres of the works' line. */
export type Spot =
  | { kind: 'point'; place: Point; accuracyMetres: number | null }
  | { kind: 'stretch'; from: number; to: number; place: LineString }

export interface ItemDraft {
  result: Result
  /** Of a failed item: as the checklist has it, until somebody says otherwise. */
  severity: Severity
  reasons: readonly string[]
  note: string
  spot: Spot | null
}

/** A photo that is kept on the phone; its file lies in the store under the same id. */
export interface PhotoDraft {
  id: string
  /** Null of a photo of the whole. */
  item: string | null
  takenAt: string
  place: Point | null
}

/** Where the inspector stands. */
export interface Standing {
  place: Position
  accuracyMetres: number | null
}

/** A visit that is being made, as it is kept until it is signed. */
export interface InspectionDraft {
  id: string
  worksId: string
  worksVersion: number
  visitId: string | null
  kind: InspectionKind
  checklistVersion: number
  startedAt: string
  standing: Standing | null
  awayReason: string
  /** Nothing could be inspected, for this reason once one is chosen; null where it could. */
  unable: { reason: UnableReason | null } | null
  items: Readonly<Record<string, ItemDraft>>
  photos: readonly PhotoDraft[]
  note: string
  /** Why the works must stop; null where nobody asks it to. */
  stopWork: string | null
  signedAs: string
  /** What a finger has written: each stroke as x, y, x, y …, in hundredths of the pad. */
  strokes: readonly (readonly number[])[]
}

/** What a visit is made for, and by which checklist. */
export type Errand = Pick<
  InspectionDraft,
  'id' | 'worksId' | 'worksVersion' | 'visitId' | 'kind' | 'checklistVersion' | 'startedAt' | 'signedAs'
>

export function begun(errand: Errand): InspectionDraft {
  return {
    ...errand,
    standing: null,
    awayReason: '',
    unable: null,
    items: {},
    photos: [],
    note: '',
    stopWork: null,
    strokes: [],
  }
}

/** An item is answered; what was written of a failure stays, for who touched the wrong button. */
export function answered(draft: InspectionDraft, item: ChecklistItem, result: Result): InspectionDraft {
  const before = draft.items[item.code] ?? { severity: item.severity, reasons: [], note: '', spot: null }
  return withItem(draft, item.code, { ...before, result })
}

export function withItem(draft: InspectionDraft, code: string, item: ItemDraft): InspectionDraft {
  return { ...draft, items: { ...draft.items, [code]: item } }
}

/** Whatever is not answered yet passes; answers stay as they are. */
export function othersPass(draft: InspectionDraft, items: readonly ChecklistItem[]): InspectionDraft {
  return items.filter(({ code }) => !draft.items[code]).reduce((now, item) => answered(now, item, 'pass'), draft)
}

/** A reason is ticked, or not any more. */
export function withReason(item: ItemDraft, reason: string): ItemDraft {
  const without = item.reasons.filter((each) => each !== reason)
  return { ...item, reasons: without.length < item.reasons.length ? without : [...item.reasons, reason] }
}

/** The photos of an item; of a null one those of the whole. */
export function photosOf({ photos }: Pick<InspectionDraft, 'photos'>, item: string | null): PhotoDraft[] {
  return photos.filter((photo) => photo.item === item)
}
