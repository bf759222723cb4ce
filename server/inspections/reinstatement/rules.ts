import type { NewReinstatement, Reinstatement, Reinstatements } from './contract.ts'
import type { ReinstatementNumbers } from './policy.ts'

/** Why a record is none: the member at fault and the reason. */
export interface RecordFault {
  path: string
  code: 'unknown_material' | 'unknown_surface' | 'no_surface' | 'too_thick' | 'not_yet' | 'before_digging'
}

/** The days between which ground can have been closed. */
export interface Dug {
  startedOn: string | null
  today: string
}

/**
 * What is told of a reinstatement, held to the lists of the rule pack. From the surface down: for good, the first layer is
 * one that is driven or walked on. Together the layers fill the trench and no more.
 */
export function recordFault(
  { kind, closedOn, depthMetres, surface, layers }: NewReinstatement,
  { startedOn, today }: Dug,
  { materials, surfaces, slackMillimetres }: Pick<ReinstatementNumbers, 'materials' | 'surfaces' | 'slackMillimetres'>,
): RecordFault | null {
  if (closedOn > today) return { path: 'closedOn', code: 'not_yet' }
  if (startedOn !== null && closedOn < startedOn) return { path: 'closedOn', code: 'before_digging' }
  if (!surfaces.some(({ code }) => code === surface)) return { path: 'surface', code: 'unknown_surface' }
  const courseOf = new Map(materials.map(({ code, course }) => [code, course]))
  const unknown = layers.findIndex(({ material }) => !courseOf.has(material))
  if (unknown >= 0) return { path: `layers/${unknown}/material`, code: 'unknown_material' }
  if (kind === 'permanent' && courseOf.get(layers[0]?.material ?? '') !== 'surface')
    return { path: 'layers/0/material', code: 'no_surface' }
  const deep = layers.reduce((sum, { thicknessMillimetres }) => sum + thicknessMillimetres, 0)
  return deep > depthMetres * 1000 + slackMillimetres ? { path: 'layers', code: 'too_thick' } : null
}

type Told = Pick<Reinstatement, 'kind' | 'depthMetres'> & { photos: number }

/** What the records of a works lack to be whole; where one is for the time being only, they lack that as well. */
export function lacksOf(
  records: readonly Told[],
  covered: Reinstatements['covered'],
  { leastPhotos }: Pick<ReinstatementNumbers, 'leastPhotos'>,
): Reinstatements['lacks'] {
  if (records.length === 0) return ['record']
  return [
    ...(covered.percent < covered.leastPercent ? (['ground'] as const) : []),
    ...(records.some(({ photos }) => photos < leastPhotos) ? (['photos'] as const) : []),
    ...(records.some(({ kind }) => kind === 'interim') ? (['permanent'] as const) : []),
  ]
}

/** The same as the lifecycle asks it; null where nothing is recorded. */
export function standingOf(lacks: Reinstatements['lacks']): { isWhole: boolean; isPermanent: boolean } | null {
  if (lacks.includes('record')) return null
  return { isWhole: !lacks.includes('ground') && !lacks.includes('photos'), isPermanent: !lacks.includes('permanent') }
}
