import type { Db } from '../../database/connect.ts'
import { certainRows } from '../../database/sql.ts'
import type { Box, LineString, Point, Route } from '../../geo/contract.ts'
import { type IntakeLimits, requestLimits, takeIn } from '../../geo/intake.ts'
import { describeFault } from '../../geo/messages.ts'
import type { Phrase } from '../../language/speak.ts'
import type { RulePack } from '../../policy/contract.ts'
import { routeFault } from '../route.ts'
import type { NewConnection } from './contract.ts'
import { sayConnections } from './messages.ts'
import { fromRoute, isOnlyPoint, straightTo } from './rules.ts'

/** A connection as it is to be stored. */
export interface TakenConnection {
  label: string
  parcel: string | null
  meter: string | null
  line: LineString
  lengthMetres: number
}

/** One row of what was given: as it would be stored as far as that can be told, and all that stands against it. */
export interface JudgedConnection {
  line: LineString | null
  lengthMetres: number | null
  faults: { member: string; message: Phrase }[]
}

type Named = Pick<NewConnection, 'label'> & { parcel?: string | null | undefined; meter?: string | null | undefined }

/** Against what they are held: the main route, and the connections that are entered already and not given up. */
export interface Against {
  route: Route
  entered: readonly (Named & { number: number })[]
  pack: RulePack
}

/** Takes in connections of unknown origin: every fault of every row, so that a list is mended in one go. Nothing is stored. */
export async function judgeConnections(
  db: Db,
  given: readonly (Named & { drawn: unknown })[],
  { route, entered, pack }: Against,
): Promise<JudgedConnection[]> {
  const { most, longestMetres } = pack.connections
  const keys = given.map(keyOf)
  const known = new Map(entered.map((one) => [keyOf(one), one.number]))
  const judged = given.map((one, at): JudgedConnection => {
    const { line, faults } = lineOf(one.drawn, route, pack)
    const same = known.get(keys[at] as string)
    const row = same === undefined ? keys.indexOf(keys[at] as string) : at
    if (same !== undefined) faults.push({ member: 'label', message: sayConnections('repeated', { number: same }) })
    if (row < at) faults.push({ member: 'label', message: sayConnections('repeated_row', { row: row + 1 }) })
    if (entered.length + at >= most) faults.push({ member: '', message: sayConnections('too_many', { most }) })
    return { line, lengthMetres: null, faults }
  })
  const lengths = await metresOf(db, judged)
  return judged.map((one, at) => {
    const lengthMetres = lengths.get(at) ?? null
    if (lengthMetres === null || lengthMetres <= longestMetres) return { ...one, lengthMetres }
    const told = { metres: lengthMetres.toFixed(2), most: longestMetres }
    const message = sayConnections('too_long', told)
    return { ...one, lengthMetres, faults: [...one.faults, { member: 'drawn', message }] }
  })
}

function keyOf({ label, parcel, meter }: Named): string {
  return JSON.stringify([label, parcel ?? '', meter ?? ''].map((name) => name.trim().toLowerCase()))
}

function lineOf(drawn: unknown, route: Route, pack: RulePack): Pick<JudgedConnection, 'line' | 'faults'> {
  const refused = (message: Phrase, member = 'drawn') => ({ line: null, faults: [{ member, message }] })
  if (drawn === null || drawn === undefined) return refused(sayConnections('no_shape'))
  const limits: IntakeLimits = { ...requestLimits, types: ['LineString', 'Point'], box: pack.box as unknown as Box }
  const taken = takeIn<LineString | Point>(drawn, limits)
  const fault = taken.fault ?? (taken.geometry.type === 'LineString' ? routeFault(taken.geometry, pack) : null)
  if (fault) return refused(describeFault(fault), fault.member ? `drawn/${fault.member}` : 'drawn')
  const geometry = taken.geometry as LineString | Point
  if (geometry.type === 'Point') {
    const line = straightTo(route, geometry.coordinates)
    return line ? { line, faults: [] } : refused(sayConnections('on_route'))
  }
  const within = pack.connections.startsWithinMetres
  const line = fromRoute(route, geometry, within)
  if (!line) return refused(sayConnections('off_route', { within }))
  return isOnlyPoint(line) ? refused(sayConnections('on_route')) : { line, faults: [] }
}

/** Metres along the earth of those that have a line, by their places. */
async function metresOf(db: Db, judged: readonly JudgedConnection[]): Promise<ReadonlyMap<number, number>> {
  const lines = judged.flatMap(({ line }, place) => (line ? [{ place, line }] : []))
  if (lines.length === 0) return new Map()
  const found = await certainRows<{ place: number; metres: number }>(
    db,
    `select g.place, ST_Length(ST_SetSRID(ST_GeomFromGeoJSON(g.line), 4326)::geography) as metres
     from jsonb_to_recordset(cast(:lines as jsonb)) as g (place int, line jsonb)`,
    { lines: JSON.stringify(lines) },
    lines.length,
  )
  return new Map(found.map(({ place, metres }) => [place, metres]))
}
