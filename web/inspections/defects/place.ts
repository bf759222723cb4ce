import type { DefectSummary } from '../../../server/inspections/defects/contract.ts'

/** A point of a place: of a stretch the one in its middle. */
export function middleOf(place: DefectSummary['place']): [number, number] {
  if (place.type === 'Point') return [place.coordinates[0], place.coordinates[1]]
  const [lng = 0, lat = 0] = place.coordinates[Math.floor(place.coordinates.length / 2)] ?? []
  return [lng, lat]
}
