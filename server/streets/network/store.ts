import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import type { Position } from '../../geo/contract.ts'
import type { Crossing, SnappedPoint } from './contract.ts'

const [crossingsText, snapText] = [sql(import.meta.url, 'crossings.sql'), sql(import.meta.url, 'snap.sql')]
const mostCrossings = 2000
/** What tiles tell of a place is true to some centimetres. */
const usualReachMetres = 1

interface Row {
  streetId: string | null
  name_ar: string
  name_en: string
  place: Position
}

const named = ({ streetId, name_ar: ar, name_en: en }: Row) => ({ id: streetId ?? '', name: { ar, en } })
const tenths = (metres: number) => Math.round(metres * 10) / 10

/** Where other streets meet this one, in the order of its line. */
export async function findCrossings(db: Db, id: string): Promise<Crossing[]> {
  const found = await rows<Row & { piece: number; alongMetres: number }>(db, crossingsText, { id, most: mostCrossings })
  return found.map((row) => ({
    street: named(row),
    place: row.place,
    piece: row.piece,
    alongMetres: tenths(row.alongMetres),
  }))
}

/** Points as the stored centrelines have them, one answer for each, in their order. */
export async function snapPoints(
  db: Db,
  points: readonly Position[],
  reachMetres = usualReachMetres,
): Promise<SnappedPoint[]> {
  const bindings = { points: JSON.stringify(points), reachMetres }
  const found = await certainRows<Row & { movedMetres: number }>(db, snapText, bindings, points.length)
  return found.map((row) =>
    row.streetId === null
      ? null
      : { place: row.place, street: named(row), movedMetres: Math.round(row.movedMetres * 1000) / 1000 },
  )
}
