import type { Areas, Position } from '../../server/geo/contract.ts'
import type {
  NewReinstatement,
  Reinstatement,
  ReinstatementChoices,
  ReinstatementKind,
} from '../../server/inspections/reinstatement/contract.ts'
import { latinDigits } from '../i18n/format.ts'

/** A stretch as it is typed, or what was drawn. */
export type DraftArea = { from: string; to: string; width: string; drawn?: never } | { drawn: Areas }
export interface DraftLayer {
  material: string
  thickness: string
}

/** A record while it is written: figures are texts until they are sent. */
export interface RecordDraft {
  kind: ReinstatementKind
  closedOn: string
  areas: DraftArea[]
  depth: string
  surface: string
  layers: DraftLayer[]
  ends: [Position | null, Position | null]
  note: string
  correction: string
}

interface Ground {
  isLine: boolean
  lengthMetres: number
  trenchWidthMetres: number | null
  trenchDepthMetres: number | null
}

const written = (value: number | null) => (value === null ? '' : String(Math.round(value * 100) / 100))

/** What a record of a works begins with: all of its line, as wide and as deep as it was planned. */
export function emptyRecord(
  { isLine, lengthMetres, trenchWidthMetres, trenchDepthMetres }: Ground,
  today: string,
  choices: ReinstatementChoices,
): RecordDraft {
  const first = (course: string) => choices.materials.find((one) => one.course === course)?.code ?? ''
  return {
    kind: 'permanent',
    closedOn: today,
    areas: isLine ? [{ from: '0', to: written(lengthMetres), width: written(trenchWidthMetres) }] : [],
    depth: written(trenchDepthMetres),
    surface: choices.surfaces[0]?.code ?? '',
    layers: ['surface', 'base', 'fill'].map((course) => ({ material: first(course), thickness: '' })),
    ends: [null, null],
    note: '',
    correction: '',
  }
}

/** A record that is to be corrected, as it stands. */
export function draftOf(record: Reinstatement): RecordDraft {
  const [begin = null, end = null] = record.ends ?? []
  return {
    kind: record.kind,
    closedOn: record.closedOn,
    areas: record.areas.map((area) =>
      'drawn' in area
        ? { drawn: area.drawn }
        : { from: written(area.fromMetres), to: written(area.toMetres), width: written(area.widthMetres) },
    ),
    depth: written(record.depthMetres),
    surface: record.surface,
    layers: record.layers.map(({ material, thicknessMillimetres }) => ({
      material,
      thickness: String(thicknessMillimetres),
    })),
    ends: [begin, end],
    note: record.note ?? '',
    correction: '',
  }
}

/** A figure as people type it, in whichever digits; null where it is none. */
export function figureOf(text: string): number | null {
  const plain = latinDigits(text).trim().replace('٫', '.').replace(',', '.')
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

export type Gap = 'area' | 'stretch' | 'depth' | 'layer' | 'ends' | 'end' | 'correction'

/** How long what is written along the line is; null where something was drawn, which the server measures. */
function lengthOf(areas: readonly DraftArea[]): number | null {
  const lengths = areas.map((area) => (area.drawn ? null : (figureOf(area.to) ?? 0) - (figureOf(area.from) ?? 0)))
  return lengths.reduce((sum, length) => (sum === null || length === null ? null : sum + length), 0)
}

/** The first thing that a record still lacks before it can be sent; null where it can. */
export function gapOf(
  draft: RecordDraft,
  { isCorrection, endsFromMetres }: { isCorrection: boolean } & Pick<ReinstatementChoices, 'endsFromMetres'>,
): Gap | null {
  if (draft.areas.length === 0) return 'area'
  const isTold = (area: DraftArea) =>
    area.drawn || [area.from, area.to, area.width].every((one) => figureOf(one) !== null)
  if (!draft.areas.every(isTold)) return 'stretch'
  if (!figureOf(draft.depth)) return 'depth'
  if (draft.layers.length === 0 || !draft.layers.every(({ thickness }) => figureOf(thickness))) return 'layer'
  const told = draft.ends.filter((end) => end !== null).length
  if (told === 0 && (lengthOf(draft.areas) ?? 0) > endsFromMetres) return 'ends'
  if (told === 1) return 'end'
  return isCorrection && draft.correction.trim().length < 3 ? 'correction' : null
}

/** What is sent of it. Only once nothing is lacking. */
export function recordOf(draft: RecordDraft): NewReinstatement {
  const figure = (text: string) => figureOf(text) ?? 0
  const [begin, end] = draft.ends
  return {
    kind: draft.kind,
    closedOn: draft.closedOn,
    areas: draft.areas.map((area) =>
      area.drawn
        ? { drawn: area.drawn }
        : { fromMetres: figure(area.from), toMetres: figure(area.to), widthMetres: figure(area.width) },
    ),
    depthMetres: figure(draft.depth),
    surface: draft.surface,
    layers: draft.layers.map(({ material, thickness }) => ({
      material,
      thicknessMillimetres: Math.round(figure(thickness)),
    })),
    ...(begin && end ? { ends: [begin, end] } : {}),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
  }
}
