import type { ExpressionSpecification } from 'maplibre-gl'
import type { Agency } from '../../server/agencies/contract.ts'
import { type Status, statuses } from '../../server/works/contract.ts'

/** How a works is drawn by how far it has come: never by colour alone. */
export const strokes = ['solid', 'long', 'short', 'dotted'] as const
export type Stroke = (typeof strokes)[number]

export const strokeOf: Record<Status, Stroke> = {
  draft: 'short',
  planned: 'short',
  submitted: 'short',
  in_coordination: 'short',
  approved: 'long',
  permitted: 'long',
  in_progress: 'solid',
  reinstated: 'dotted',
  in_guarantee: 'dotted',
  closed: 'dotted',
  returned: 'short',
  refused: 'dotted',
  cancelled: 'dotted',
  suspended: 'solid',
  expired: 'dotted',
  progressed: 'dotted',
}

/** In widths of the line. */
export const dashes: Record<Stroke, number[] | null> = {
  solid: null,
  long: [4, 1.6],
  short: [1.8, 1.4],
  dotted: [0.1, 2],
}

/** The numbers that tiles carry for the statuses of a stroke. */
export function statusesOfStroke(stroke: Stroke): number[] {
  return statuses.flatMap((status, index) => (strokeOf[status] === stroke ? [index] : []))
}

const unknownAgency = '#64748b'

/** The agency's colour by its number in tiles, as the theme lets it be `seen`. */
export function agencyColour(agencies: readonly Agency[], seen: (colour: string) => string): ExpressionSpecification {
  if (agencies.length === 0) return ['literal', seen(unknownAgency)] as unknown as ExpressionSpecification
  const pairs = agencies.flatMap(({ ordinal, colour }) => [ordinal, seen(colour)])
  return ['match', ['get', 'agency'], ...pairs, seen(unknownAgency)] as unknown as ExpressionSpecification
}

const lanes = 5

/** Pixels beside the centreline, so that agencies in one street stay apart. */
export const laneOffset: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['zoom'],
  13,
  0,
  15,
  ['*', 1.6, ['-', ['%', ['get', 'agency'], lanes], (lanes - 1) / 2]],
  18,
  ['*', 4, ['-', ['%', ['get', 'agency'], lanes], (lanes - 1) / 2]],
]
