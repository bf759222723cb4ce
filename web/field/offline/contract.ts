/**
 * What the pages of the field, and what keeps and sends for them, agree on. Beside these types a page imports
 * `saveInspection` and `readSaved` from `../outbox/save.ts`, `useOutbox` from `../outbox/use-outbox.ts`, `useFieldArea`
 * from `use-field-area.ts` and `useFieldUser` from `use-field-user.ts`; each page of the field stands in `FieldDuty`
 * (`FieldDuty.tsx`), which starts the worker and the sending. Pages never touch the store, the sender or the worker.
 */
import type { LineString, Point } from '../../../server/geo/contract.ts'
import type { InspectionKind } from '../../../server/inspections/checklists/contract.ts'
import type { FieldArea } from '../../../server/inspections/field/contract.ts'
import { groundLayers } from '../../places/ground.ts'

export type { FieldArea }

/** The body of `POST /api/inspections`, whole; its id and its photos' ids are made on the phone. */
export interface NewInspection {
  id: string
  worksId: string
  worksVersion: number
  visitId?: string
  kind: InspectionKind
  checklistVersion: number
  startedAt: string
  endedAt: string
  place?: Point
  accuracyMetres?: number
  awayReason?: string
  unable?: { reason: string }
  items: {
    code: string
    result: 'pass' | 'fail' | 'not_applicable'
    severity?: 'high' | 'low'
    reasons?: string[]
    note?: string
    place?: Point | LineString
    photos: string[]
  }[]
  photos: { id: string; item?: string; takenAt?: string; place?: Point }[]
  note?: string
  stopWork?: { reason: string }
  signature: { name: string; strokes?: number[][] }
}

/** One photo as the camera gave it: its time and its place are read by the server from the original. */
export interface PhotoFile {
  /** The same id as in the inspection's `photos`. */
  id: string
  file: Blob
}

/** What the outbox calls an inspection when it shows it. */
export interface About {
  worksNumber: string | null
  worksTitle: string
  kind: InspectionKind
}

/**
 * Why something could not be kept on this phone: it is full, it keeps nothing at all (private window, storage
 * forbidden), the inspection was sent before and stands, nobody has signed in on it, somebody else has meanwhile, or
 * the store failed for a reason of its own.
 */
export const storeTroubles = ['full', 'no_store', 'sent_before', 'nobody', 'other_user', 'failed'] as const
export type StoreTrouble = (typeof storeTroubles)[number]

/** `freed`: the map of the area was given up for it, and is to be taken along again. */
export type Saved = { ok: true; freed: boolean } | { ok: false; trouble: StoreTrouble }

/**
 * Keeps an inspection and its photos on this phone, in one transaction that is on the disk when this returns; sending
 * begins by itself. The same id again takes the place of what is not sent yet (`sent_before` otherwise): so one that
 * needs its inspector is corrected. It is of `userId`, who made it: nothing is kept while somebody else is signed in.
 */
export type SaveInspection = (made: Made) => Promise<Saved>

export interface Made {
  userId: string
  inspection: NewInspection
  photos: readonly PhotoFile[]
  about: About
  /** What it was made for, as its draft was known by; not of one that is corrected, which keeps its own. */
  errand?: string
}

/**
 * What lies here of an inspection of this user: the record as it was signed, null once it has arrived or is gone, and the
 * photos that have not arrived. Null where there is nothing of it on this phone.
 */
export type ReadSaved = (
  inspectionId: string,
  userId: string,
) => Promise<{ inspection: NewInspection | null; photos: PhotoFile[]; about: About } | null>

export const entryStates = ['waiting', 'sending', 'sent', 'needs_you'] as const
export type EntryState = (typeof entryStates)[number]

/** The last answer to an entry, as far as somebody may want to read it. Status 0: none came. */
export interface LastAnswer {
  at: string
  status: number
  type: string
  title: string
  detail?: string
  errors?: { path: string; message: string }[]
  reasons?: { code: string; detail: string }[]
  /** Both sides of a conflict, as the server told them. */
  both?: unknown
}

/** That its inspector goes on a visit, or does not after all. */
export interface VisitDeed {
  id: string
  deed: 'take' | 'release'
}

/** One thing to be sent: a record, one of its photos, or a word about a visit. */
export interface OutboxEntry {
  /** The inspection's own id for its record, the photo's for a photo. */
  id: string
  userId: string
  /** Its own id where it belongs to no inspection. */
  inspectionId: string
  operation: 'record' | 'photo' | 'visit'
  /** Only of an entry about a visit, which has nothing else to send. */
  visit?: VisitDeed
  /** Of a record: the visit that it makes. */
  visitId?: string
  /** Of a record: what it was made for, a visit or the works and the kind. It stays where the visit was another's. */
  errand?: string
  /** Place in the order of its inspection: the record first. */
  order: number
  about: About
  bytes: number
  savedAt: string
  state: EntryState
  tries: number
  /** Not before; null: as soon as it can be. */
  nextTryAt: string | null
  sentAt: string | null
  answer: LastAnswer | null
  /** The number that the server gave the record. */
  number: string | null
}

/** Why nothing is being sent although something waits. */
export type OutboxPause = 'offline' | 'signed_out' | 'other_user' | 'other_window' | 'store' | 'busy' | 'full' | null

export interface Outbox {
  /** Of whoever is signed in here, the latest inspection first, its record before its photos. */
  entries: readonly OutboxEntry[]
  counts: Record<EntryState, number>
  pause: OutboxPause
  /** True while this window or another one sends. */
  isSending: boolean
  /** Null until it has been read; the reason where this phone keeps nothing. */
  trouble: StoreTrouble | null
  isRead: boolean
  /** Everything that waits, now. */
  sendNow: () => void
  /** One that needs its inspector, again as it is. */
  retry: (entryId: string) => Promise<void>
  /** The answer to a conflict: send it beside the other one, or by the works as they are now. */
  sendAnyway: (entryId: string) => Promise<void>
  /** Takes a record with its photos, or one photo, off this phone for good. Ask first. */
  discard: (entryId: string) => Promise<void>
}

/** Who works on this phone: the signed-in user, also while there is no network or the session has run out. */
export interface FieldUser {
  id: string
  name: { ar: string; en: string }
  role: string
  agencyId: string | null
  /** The server knows no session any more: everything is kept, and nothing can be sent before signing in. */
  isSessionOver: boolean
}

export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** An area that lies on this phone. */
export interface TakenArea {
  bounds: Bounds
  area: FieldArea
  takenAt: string
  /** Bytes of the lists and of the map. */
  dataBytes: number
  mapBytes: number
  tiles: number
  /** Tiles that could not be fetched. */
  missing: number
}

export interface AreaEstimate {
  bounds: Bounds
  visits: number
  works: number
  dataBytes: number
  mapBytes: number
  tiles: number
  /** The most detailed zoom that fits into the bounded count; beneath, the map is coarser. */
  zoom: number
  /** Is there room on this phone? Null where the browser does not say. */
  fits: boolean | null
}

export interface UseFieldArea {
  taken: TakenArea | null
  isRead: boolean
  /** Older than a day: visits may have been made, works may have moved. */
  isStale: boolean
  trouble: StoreTrouble | null
}

/**
 * The tiles of an area: what the ground is drawn from (`GroundSource`), between these zooms. A map that draws other layers
 * has none of them without a network.
 */
export const fieldMap = {
  sources: [groundLayers],
  minzoom: 12,
  maxzoom: 16,
} as const
