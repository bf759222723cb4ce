import type { Db } from '../database/connect.ts'
import { certainRows, sql } from '../database/sql.ts'
import type { Geometry } from '../geo/contract.ts'
import { partsOf } from '../geo/rules.ts'
import { chunksOf } from './chunks.ts'
import { oneByOneAtNeed } from './one-by-one.ts'
import { geometryRefusal, type Reason, refusal } from './reason.ts'

const text = sql(import.meta.url, 'validity.sql')
/** Positions that one statement is given: a fraction of a second's work even where every ring crosses itself. */
const mostPositions = 20_000

export interface Judged {
  place: number
  member: string
  geometry: Geometry
}

/** Asks the database which geometries are not valid, a handful of statements for any number; gives the reason by place. */
export async function invalidities(db: Db, geometries: readonly Judged[]): Promise<Map<number, Reason>> {
  const found = new Map<number, Reason>()
  const most = { items: geometries.length, weight: mostPositions }
  for (const group of chunksOf(geometries, most, positionsOf))
    for (const [place, reason] of await judge(db, group)) found.set(place, reason)
  return found
}

function positionsOf({ geometry }: Judged): number {
  return partsOf(geometry).reduce((sum, part) => sum + part.length, 0)
}

interface ValidityRow {
  place: number
  valid: boolean
  reason: string | null
  x: number | null
  y: number | null
}

function judge(db: Db, group: readonly Judged[]): Promise<[number, Reason][]> {
  const ask = async (some: readonly Judged[]) => {
    const geometries = JSON.stringify(some.map(({ place, geometry }) => ({ place, geometry })))
    const found = await certainRows<ValidityRow>(db, text, { geometries }, some.length)
    return found.filter(({ valid }) => !valid).map((row): [number, Reason] => [row.place, reasonOf(row, some)])
  }
  return oneByOneAtNeed(group, ask, ({ place, member }) => [place, refusal('too_complex', member)])
}

function reasonOf({ place, reason, x, y }: ValidityRow, group: readonly Judged[]): Reason {
  const member = group.find((one) => one.place === place)?.member ?? 'geometry'
  const at = x !== null && y !== null ? { place: [x, y] as [number, number] } : {}
  return geometryRefusal({ code: 'invalid', member: 'coordinates', detail: reason ?? '', ...at }, member)
}
