import type { NewSample } from '../../../server/inspections/laboratory/contract.ts'
import type { SampleKind, SampleLayer } from '../../../server/inspections/laboratory/rules.ts'
import { dayAt, instantAt, timeAt } from '../../../server/time/rules.ts'
import { latinDigits } from '../../i18n/format.ts'

/** A sample as it is being written down. */
export interface SampleDraft {
  laboratoryId: string
  kind: SampleKind
  layer: SampleLayer
  lift: string
  seal: string
  /** `latitude, longitude`, as devices and maps say it. */
  place: string
  awayReason: string
  /** Of the field of date and hour. */
  takenAt: string
  takenBy: string
  retestOf: string
}

/** The layer that a kind of test is usually of: asphalt is asphalt. */
export function layerFor(kind: SampleKind, layer: SampleLayer): SampleLayer {
  if (kind !== 'compaction') return 'asphalt'
  return layer === 'asphalt' ? 'backfill' : layer
}

/** Reads `24.70012, 46.67001`; null where it is no place. */
export function readSpot(text: string): { lng: number; lat: number } | null {
  const [lat = Number.NaN, lng = Number.NaN, ...more] = latinDigits(text)
    .split(/[\s,،;]+/)
    .filter(Boolean)
    .map(Number)
  return more.length === 0 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? { lng, lat } : null
}

export function writeSpot({ lng, lat }: { lng: number; lat: number }): string {
  return `${lat.toFixed(6)}, ${lng.toFixed(6)}`
}

/** An instant as the field of date and hour holds it, by the clocks of the city. */
export function fieldOf(instant: Date, zone: string): string {
  return `${dayAt(instant, zone)}T${timeAt(instant, zone)}`
}

function instantOf(field: string, zone: string): Date {
  return instantAt(field.slice(0, 10), field.slice(11, 16), zone)
}

/** Members that are missing or unreadable; empty where the draft can be sent. */
export function faultsOf(draft: SampleDraft, needsLaboratory: boolean): (keyof SampleDraft)[] {
  const faults: (keyof SampleDraft)[] = []
  if (needsLaboratory && !draft.laboratoryId) faults.push('laboratoryId')
  if (!draft.seal.trim()) faults.push('seal')
  if (!readSpot(draft.place)) faults.push('place')
  if (Number.isNaN(Date.parse(draft.takenAt))) faults.push('takenAt')
  if (!draft.takenBy.trim()) faults.push('takenBy')
  if (draft.lift.trim() && !/^[1-9]\d?$/.test(latinDigits(draft.lift.trim()))) faults.push('lift')
  return faults
}

/** What is sent of a draft without faults. */
export function sampleOf(draft: SampleDraft, worksId: string, zone: string): NewSample {
  const { lng, lat } = readSpot(draft.place) as { lng: number; lat: number }
  const lift = latinDigits(draft.lift.trim())
  return {
    worksId,
    kind: draft.kind,
    layer: draft.layer,
    seal: draft.seal.trim(),
    place: { type: 'Point', coordinates: [Number(lng.toFixed(7)), Number(lat.toFixed(7))] },
    takenAt: instantOf(draft.takenAt, zone).toISOString(),
    takenBy: draft.takenBy.trim(),
    ...(draft.laboratoryId ? { laboratoryId: draft.laboratoryId } : {}),
    ...(lift ? { lift: Number(lift) } : {}),
    ...(draft.awayReason.trim() ? { awayReason: draft.awayReason.trim() } : {}),
    ...(draft.retestOf ? { retestOf: draft.retestOf } : {}),
  }
}
