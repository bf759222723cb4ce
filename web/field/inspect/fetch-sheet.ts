import type { Areas, Position } from '../../../server/geo/contract.ts'
import type { Visit } from '../../../server/inspections/visits/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { answered, get, type Problem } from '../../api.ts'
import { isOpen } from '../../inspections/visits/open.ts'
import type { FieldArea } from '../offline/contract.ts'
import { type Asked, type Sheet, sheetOf } from './sheet.ts'

/** Some metres, in degrees. */
const spotDegrees = 0.0001

/**
 * The works as it is now, the visit as long as somebody is to go there, and what the service gives along for the ground: checklists,
 * how near is near. Asked around one corner of its ground alone: around all of a works of kilometres lies more than an area may hold.
 */
export async function fetchedSheet({ visit, works, kind }: Asked, signal: AbortSignal): Promise<Sheet> {
  const one = await answered(get<Works>(`/api/works/${works}`, {}, signal))
  const [lng, lat] = cornerOf(one.footprint)
  const box = [lng - spotDegrees, lat - spotDegrees, lng + spotDegrees, lat + spotDegrees]
  const bbox = box.map((each) => each.toFixed(6)).join(',')
  const [area, planned] = await Promise.all([
    answered(get<FieldArea>('/api/field/area', { bbox }, signal)),
    visit ? openVisit(visit, signal) : null,
  ])
  return sheetOf(one, { visit: planned, kind }, area)
}

async function openVisit(id: string, signal: AbortSignal): Promise<Visit | null> {
  try {
    const visit = await answered(get<Visit>(`/api/visits/${id}`, {}, signal))
    return isOpen(visit.state) ? visit : null
  } catch (problem) {
    // there is none for whoever asks: the works is inspected all the same
    if ([400, 404].includes((problem as Problem).status)) return null
    throw problem
  }
}

function cornerOf(footprint: Areas): Position {
  const [ring] = footprint.type === 'Polygon' ? footprint.coordinates : (footprint.coordinates[0] ?? [])
  return ring?.[0] as Position
}
