import type { NewSample } from '../../../server/inspections/laboratory/contract.ts'
import { type SampleKind, type SampleLayer, sampleLayers } from '../../../server/inspections/laboratory/rules.ts'
import { dayAt, instantAt, timeAt } from '../../../server/time/rules.ts'
import { latinDigits, readTypedTime, typedTime } from '../../i18n/format.ts'

/** A sample as it is being written down. */
export interface SampleDraft {
  laboratoryId: string
  /** Nothing before it was chosen: by what a result is judged follows from both. */
  kind: SampleKind | ''
  layer: SampleLayer | ''
  lift: string
  seal: string
  /** `latitude, longitude`, as devices and maps say it. */
  place: string
  awayReason: string
  takenOn: string
  /** As it was typed. */
  takenTime: string
  takenBy: string
  retestOf: string
}

/** The layer of a kind of test, of those that it may be of: asphalt is asphalt, and what is compacted is said. */
export function layerFor(kind: SampleKind | '', layer: SampleLayer | ''): SampleLayer | '' {
  if (kind === '') return ''
  if (kind !== 'compaction') return 'asphalt'
  return layer === 'asphalt' ? '' : layer
}

/** The layers that a kind of test is of. */
export function layersOf(kind: SampleKind | ''): SampleLayer[] {
  return kind === '' ? [] : sampleLayers.filter((layer) => layerFor(kind, layer) === layer)
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

/** An instant as the fields of day and hour hold it, by the clocks of the city. */
export function fieldsOf(instant: Date, zone: string): Pick<SampleDraft, 'takenOn' | 'takenTime'> {
  return { takenOn: dayAt(instant, zone), takenTime: typedTime(timeAt(instant, zone)) }
}

/** Members that are missing or unreadable; empty where the draft can be sent. */
export function faultsOf(draft: SampleDraft, needsLaboratory: boolean): (keyof SampleDraft)[] {
  const faults: (keyof SampleDraft)[] = []
  if (!draft.kind) faults.push('kind')
  else if (!draft.layer) faults.push('layer')
  if (needsLaboratory && !draft.laboratoryId) faults.push('laboratoryId')
  if (!draft.seal.trim()) faults.push('seal')
  if (!readSpot(draft.place)) faults.push('place')
  if (readTypedTime(draft.takenTime) === null) faults.push('takenTime')
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
    kind: draft.kind as SampleKind,
    layer: draft.layer as SampleLayer,
    seal: draft.seal.trim(),
    place: { type: 'Point', coordinates: [Number(lng.toFixed(7)), Number(lat.toFixed(7))] },
    takenAt: instantAt(draft.takenOn, readTypedTime(draft.takenTime) as string, zone).toISOString(),
    takenBy: draft.takenBy.trim(),
    ...(draft.laboratoryId ? { laboratoryId: draft.laboratoryId } : {}),
    ...(lift ? { lift: Number(lift) } : {}),
    ...(draft.awayReason.trim() ? { awayReason: draft.awayReason.trim() } : {}),
    ...(draft.retestOf ? { retestOf: draft.retestOf } : {}),
  }
}
