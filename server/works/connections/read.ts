import type { Db } from '../../database/connect.ts'
import { certainRows, prepared, rows } from '../../database/sql.ts'
import type { LineString } from '../../geo/contract.ts'
import { page } from '../../http/cursor.ts'
import type { Connection, ConnectionCounts, Connections } from './contract.ts'

interface Row {
  id: string
  number: number
  label: string
  parcel: string | null
  meter: string | null
  line: LineString
  length_metres: number
  state: Connection['state']
  done_on: string | null
  was_done: boolean
  reason: string | null
  photo_id: string | null
  photo_taken_at: string | null
  photo_distance: number | null
  version: number
}

const columns = `c.id, c.number, c.label, c.parcel, c.meter, ST_AsGeoJSON(c.line, 7)::jsonb as line, c.length_metres,
  c.state, c.done_on, c.first_done_on is not null as was_done, c.reason, c.version,
  p.id as photo_id, p.taken_at as photo_taken_at,
  round(ST_Distance(p.taken_place::geography, c.line::geography)) as photo_distance`
const from = 'works_connection c left join photo p on p.id = c.photo_id'

function connectionOf(row: Row): Connection {
  const { length_metres, done_on, was_done, photo_id, photo_taken_at, photo_distance, ...same } = row
  const photo = photo_id === null ? null : { id: photo_id, takenAt: photo_taken_at, distanceMetres: photo_distance }
  return { ...same, lengthMetres: Math.round(length_metres * 100) / 100, doneOn: done_on, wasDone: was_done, photo }
}

/** A page of a works' connections by their numbers, and how many are where. */
export async function listConnections(
  db: Db,
  worksId: string,
  { limit, after }: { limit: number; after: number },
): Promise<Pick<Connections, 'items' | 'nextCursor' | 'counts'>> {
  const found = await rows<Row>(
    db,
    `select ${columns} from ${from}
     where c.works_id = cast(:worksId as uuid) and c.number > :after order by c.number limit :most`,
    { worksId, after, most: limit + 1 },
  )
  return { ...page(found, limit, connectionOf, ({ number }) => [number]), counts: await countsOf(db, worksId) }
}

async function countsOf(db: Db, worksId: string): Promise<ConnectionCounts> {
  const [counts] = await certainRows<ConnectionCounts>(
    db,
    `select count(*) filter (where state = 'planned')::int as planned, count(*) filter (where state = 'done')::int as done,
            count(*) filter (where state = 'cancelled')::int as cancelled
     from works_connection where works_id = cast(:worksId as uuid)`,
    { worksId },
  )
  return counts as ConnectionCounts
}

const allText = prepared(`select ${columns} from ${from} where c.works_id = cast(:worksId as uuid) order by c.number`)

/** All connections of a works by their numbers: as many as one permit holds. */
export async function connectionsOf(db: Db, worksId: string): Promise<Connection[]> {
  const found = await rows<Row>(db, allText, { worksId })
  return found.map(connectionOf)
}

/** Connections that take ground: those that are not given up. */
export function standing(connections: readonly Connection[]): Connection[] {
  return connections.filter(({ state }) => state !== 'cancelled')
}
