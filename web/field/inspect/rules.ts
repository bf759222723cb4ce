import type { Checklist, ChecklistItem } from '../../../server/inspections/checklists/contract.ts'
import { isAway as isAwayFrom } from '../../../server/inspections/rules.ts'
import { type InspectionDraft, type PhotoDraft, photosOf } from './draft.ts'

/** What the service would refuse a visit for, as the phone can know it. */
export const lacks = [
  'answer',
  'reason',
  'photo',
  'place',
  'standing',
  'away',
  'unable',
  'note',
  'stopWork',
  'name',
  'photoFile',
] as const
export type Lack = (typeof lacks)[number]

export interface Missing {
  /** Null of what belongs to the whole visit. */
  item: string | null
  lack: Lack
}

/** Where the inspector stands to the works, and from how far on a reason is asked. */
export interface Away {
  /** Null where nobody knows where they stand. */
  metres: number | null
  allowedMetres: number
}

/** Written by hand: shorter words say nothing. */
export const leastWords = 3
const isSaid = (text: string) => text.trim().length >= leastWords

export function isAway({ metres, allowedMetres }: Away): boolean {
  return isAwayFrom(metres, allowedMetres)
}

/** What one item lacks; nothing where it passed or does not apply. */
export function lacksOf(draft: InspectionDraft, { code }: ChecklistItem): Lack[] {
  const item = draft.items[code]
  if (!item) return ['answer']
  if (item.result !== 'fail') return []
  const lacking: Lack[] = []
  if (item.reasons.length === 0) lacking.push('reason')
  if (photosOf(draft, code).length === 0) lacking.push('photo')
  if (!item.spot) lacking.push('place')
  return lacking
}

/** What a visit is signed with beside its answers. */
export interface Along {
  away: Away
  files: Pick<ReadonlyMap<string, Blob>, 'has'>
}

/** All that is missing before a visit may be signed, in the order in which the form asks for it. */
export function missingOf(
  draft: InspectionDraft,
  checklist: Pick<Checklist, 'items'>,
  { away, files }: Along,
): Missing[] {
  const ofItems = draft.unable === null ? itemsLacking(draft, checklist.items) : []
  const ofWhole: Lack[] = []
  if (draft.unable && draft.unable.reason === null) ofWhole.push('unable')
  // "another reason" has to say which
  if (draft.unable?.reason === 'other' && !isSaid(draft.note)) ofWhole.push('note')
  if (isAway(away) && !isSaid(draft.awayReason)) ofWhole.push(draft.standing ? 'away' : 'standing')
  if (draft.stopWork !== null && offersStopWork(draft) && !isSaid(draft.stopWork)) ofWhole.push('stopWork')
  if (lostPhotos(draft, files).length > 0) ofWhole.push('photoFile')
  if (!isSaid(draft.signedAs)) ofWhole.push('name')
  return [...ofItems, ...ofWhole.map((lack) => ({ item: null, lack }))]
}

/** Photos that the draft names and whose files are not on this phone any more: they would be announced, and never come. */
export function lostPhotos(
  { photos }: Pick<InspectionDraft, 'photos'>,
  files: Pick<ReadonlyMap<string, Blob>, 'has'>,
): PhotoDraft[] {
  return photos.filter(({ id }) => !files.has(id))
}

function itemsLacking(draft: InspectionDraft, items: readonly ChecklistItem[]): Missing[] {
  return items.flatMap((item) => lacksOf(draft, item).map((lack) => ({ item: item.code, lack })))
}

const failedOf = (draft: InspectionDraft) => Object.values(draft.items).filter(({ result }) => result === 'fail')

/** Works are stopped for what is dangerous now: a failed grave item of the safety of the site. */
export function offersStopWork(draft: InspectionDraft): boolean {
  return draft.unable === null && failedOf(draft).some(({ severity }) => severity === 'high')
}

/** How many items are answered, of how many. */
export function progressOf(draft: InspectionDraft, items: readonly ChecklistItem[]): { done: number; of: number } {
  return { done: items.filter((item) => lacksOf(draft, item).length === 0).length, of: items.length }
}

/** The first item that is not whole after `from`, else the first at all; null where all are. */
export function nextOpen(draft: InspectionDraft, items: readonly ChecklistItem[], from: string | null): string | null {
  const at = items.findIndex(({ code }) => code === from)
  const turned = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return turned.find((item) => lacksOf(draft, item).length > 0)?.code ?? null
}
