import type {
  ConstraintKind,
  ListedConstraint,
  NewConstraintArea,
  Severity,
} from '../../server/coordination/contract.ts'
import type { Areas, Position } from '../../server/geo/contract.ts'
import type { ListedProtection, NewProtectedSurface } from '../../server/streets/contract.ts'
import { addMonths } from '../../server/time/rules.ts'
import { latinDigits } from '../i18n/format.ts'
import { folded } from '../search/folded.ts'
import type { Vertex } from '../sketch/sketch.ts'

/** A constraint area as it is written; its ground is the map's. */
export interface ConstraintDraft {
  kind: ConstraintKind
  severity: Severity
  ar: string
  en: string
  /** It holds without end. */
  always: boolean
  start: string
  end: string
  note: string
}

export function constraintDraftOf(area: ListedConstraint | null, today: string): ConstraintDraft {
  return {
    kind: area?.kind ?? 'event',
    severity: area?.severity ?? 'warning',
    ar: area?.name.ar ?? '',
    en: area?.name.en ?? '',
    always: area !== null && area.period === null,
    start: area?.period?.start ?? today,
    end: area?.period?.end ?? today,
    note: area?.note ?? '',
  }
}

/** What is sent; null while something is missing. */
export function constraintOf(draft: ConstraintDraft, area: unknown): NewConstraintArea | null {
  const { kind, severity, always, start, end } = draft
  const name = { ar: draft.ar.trim(), en: draft.en.trim() }
  const note = draft.note.trim()
  if (!name.ar || !name.en || !area || (!always && end < start)) return null
  const period = always ? null : { start, end }
  // what a central zone does has no degree
  const weight = kind === 'central_zone' ? 'info' : severity
  return { kind, severity: weight, name, period, area: area as Areas, ...(note ? { note } : {}) }
}

/** A protection as it is written. */
export interface ProtectionDraft {
  /** A street's whole surface, or an area of its own. */
  of: 'street' | 'area'
  streetId: string | null
  ar: string
  en: string
  resurfacedOn: string
  /** As typed; empty follows the rule pack. */
  holdMonths: string
  /** The last day is typed and does not follow the rule pack. */
  hasLast: boolean
  protectedUntil: string
  reason: string
}

const mostMonths = 240

/** The months of a hold, where it ends with a whole one. */
function monthsOf({ resurfacedOn, holdUntil }: ListedProtection): string {
  for (let months = 0; months <= mostMonths; months += 1)
    if (addMonths(resurfacedOn, months) === holdUntil) return String(months)
  return ''
}

export function protectionDraftOf(surface: ListedProtection | null, today: string): ProtectionDraft {
  return {
    of: surface && surface.streetId === null ? 'area' : 'street',
    streetId: surface?.streetId ?? null,
    ar: surface?.name.ar ?? '',
    en: surface?.name.en ?? '',
    resurfacedOn: surface?.resurfacedOn ?? today,
    holdMonths: surface ? monthsOf(surface) : '',
    hasLast: surface !== null,
    protectedUntil: surface?.protectedUntil ?? today,
    reason: surface?.reason ?? '',
  }
}

/** How many months are typed; undefined where none are, null where it is no number of months. */
export function readMonths(text: string): number | null | undefined {
  const typed = latinDigits(text).trim()
  if (typed === '') return undefined
  const months = Number(typed)
  return Number.isInteger(months) && months >= 0 && months <= mostMonths ? months : null
}

/** Would nothing be dug for longer than the protection lasts, by what is typed? */
export function outlasts({ resurfacedOn, holdMonths, hasLast, protectedUntil }: ProtectionDraft): boolean {
  const months = readMonths(holdMonths)
  return hasLast && typeof months === 'number' && addMonths(resurfacedOn, months) > protectedUntil
}

/** What is sent; null while something is missing. `before` keeps a hold that ends within a month. */
export function protectionOf(
  draft: ProtectionDraft,
  area: unknown,
  before: ListedProtection | null,
): NewProtectedSurface | null {
  const { resurfacedOn, protectedUntil, hasLast } = draft
  const months = readMonths(draft.holdMonths)
  const name = { ar: draft.ar.trim(), en: draft.en.trim() }
  const isPlaced = draft.of === 'street' ? draft.streetId !== null : Boolean(area && name.ar && name.en)
  if (!isPlaced || months === null || (hasLast && protectedUntil < resurfacedOn) || outlasts(draft)) return null
  const kept = before && monthsOf(before) === '' ? before.holdUntil : undefined
  const holdUntil = months === undefined ? kept : addMonths(resurfacedOn, months)
  const reason = draft.reason.trim()
  return {
    ...(draft.of === 'street' ? { streetId: draft.streetId as string } : { area: area as Areas, name }),
    resurfacedOn,
    ...(holdUntil ? { holdUntil } : {}),
    ...(hasLast ? { protectedUntil } : {}),
    ...(reason ? { reason } : {}),
  }
}

/** Whether a restriction has these words in a name, however they are spelled. */
export function isNamed({ name }: { name: { ar: string; en: string } }, words: string): boolean {
  return folded(`${name.ar} ${name.en}`).includes(folded(words.trim()))
}

/** Ground that can be drawn further point by point: one ring and no hole. Anything else stays until it is drawn anew. */
export function verticesOf(area: Areas | null): Vertex[] | null {
  if (area?.type !== 'Polygon' || area.coordinates.length !== 1) return null
  const ring = (area.coordinates[0] ?? []) as Position[]
  return ring.slice(0, -1).map((place) => ({ place, loose: false }))
}
