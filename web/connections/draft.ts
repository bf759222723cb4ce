import type { LineString, Point, Position, Route } from '../../server/geo/contract.ts'
import { roughMetres } from '../../server/geo/rules.ts'
import type { Connection, NewConnection, ReadConnections } from '../../server/works/connections/contract.ts'
import { fromRoute, isOnlyPoint, straightTo } from '../../server/works/connections/rules.ts'

/** A connection that is being entered. */
export interface DraftConnection {
  id: string
  label: string
  parcel: string
  meter: string
  /** As it was drawn, and as it would run from the main route; null where that cannot be. */
  drawn: LineString | Point
  line: LineString | null
  /** By the measure of screens; the service measures anew. */
  metres: number
}

interface Limits {
  longestMetres: number
  startsWithinMetres: number
}

type Fault = 'label' | 'long' | 'start'

const unnamed = { label: '', parcel: '', meter: '' }

/** A meter that was pointed at: its connection runs straight to it from the main route. */
export function draftOfMeter(id: string, place: Position, route: Route): DraftConnection {
  const line = straightTo(route, place)
  return { id, ...unnamed, drawn: { type: 'Point', coordinates: place }, line, metres: metresOf(line) }
}

export function draftOfLine(
  id: string,
  drawn: LineString,
  route: Route,
  { startsWithinMetres }: Limits,
): DraftConnection {
  const found = fromRoute(route, drawn, startsWithinMetres)
  const line = found && !isOnlyPoint(found) ? found : null
  return { id, ...unnamed, drawn, line, metres: metresOf(line ?? drawn) }
}

/** A connection that is there, on another line: called what it is called, unless that is typed anew. */
export function redrawn(
  { id, label, parcel, meter }: Pick<Connection, 'id' | 'label' | 'parcel' | 'meter'>,
  draft: DraftConnection,
): DraftConnection {
  return { ...draft, id, label, parcel: parcel ?? '', meter: meter ?? '' }
}

/** A row of a list that nothing stands against. */
export function draftOfRow(id: string, row: ReadConnections['rows'][number]): DraftConnection | null {
  const { label, parcel, meter, line, lengthMetres, faults } = row
  if (!label || !line || faults.length > 0) return null
  return {
    id,
    label,
    parcel: parcel ?? '',
    meter: meter ?? '',
    drawn: line,
    line,
    metres: lengthMetres ?? metresOf(line),
  }
}

/** What of a connection's names was typed anew: what nobody touched is not written over what another has written. */
export function renamed(
  seen: { label: string; parcel: string | null; meter: string | null },
  typed: { label: string; parcel: string; meter: string },
): { label?: string; parcel?: string | null; meter?: string | null } {
  const [label, parcel, meter] = [typed.label.trim(), typed.parcel.trim() || null, typed.meter.trim() || null]
  return {
    ...(label !== seen.label && { label }),
    ...(parcel !== seen.parcel && { parcel }),
    ...(meter !== seen.meter && { meter }),
  }
}

function metresOf(line: LineString | null): number {
  const places = line?.coordinates ?? []
  return places.reduce((sum, place, at) => (at ? sum + roughMetres(places[at - 1] as Position, place) : 0), 0)
}

/** What is wrong with a draft before it is sent. */
export function faultOf({ label, line, metres }: DraftConnection, { longestMetres }: Limits): Fault | null {
  if (!line) return 'start'
  if (metres > longestMetres) return 'long'
  return label.trim() === '' ? 'label' : null
}

/** As it is sent: what was left empty is left out. */
export function itemOf({ id, label, parcel, meter, drawn }: DraftConnection): NewConnection {
  return {
    id,
    label: label.trim(),
    drawn,
    ...(parcel.trim() ? { parcel: parcel.trim() } : {}),
    ...(meter.trim() ? { meter: meter.trim() } : {}),
  }
}
