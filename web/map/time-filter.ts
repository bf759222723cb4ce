import type { FilterSpecification } from 'maplibre-gl'
import type { Period } from '../../server/time/contract.ts'
import { dayNumber } from '../../server/time/rules.ts'

/** Keeps what overlaps the window, by the day numbers that tiles carry: nothing is asked of the server when it moves. */
export function overlaps(window: Period): FilterSpecification {
  return ['all', ['<=', ['get', 'from'], dayNumber(window.end)], ['>=', ['get', 'to'], dayNumber(window.start)]]
}

/** Keeps features whose number in `property` is one of these; everything where none is asked for. */
export function oneOfNumbers(property: string, numbers: readonly number[]): FilterSpecification {
  return numbers.length === 0 ? true : ['in', ['get', property], ['literal', [...numbers]]]
}

export function allOf(...filters: readonly (FilterSpecification | true)[]): FilterSpecification {
  const kept = filters.filter((filter) => filter !== true)
  return (kept.length === 1 ? kept[0] : ['all', ...kept]) as FilterSpecification
}
