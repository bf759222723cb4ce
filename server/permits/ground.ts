import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'

/** Metres between a place (longitude and latitude, WGS84) and the ground of a works, along the earth; nought within it. */
export async function metresFrom(db: Db, worksId: string, place: readonly number[]): Promise<number> {
  const [found] = await certainRows<{ metres: number }>(
    db,
    `select round(ST_Distance(footprint::geography, ST_SetSRID(ST_MakePoint(:longitude, :latitude), 4326)::geography)) as metres
     from works where id = cast(:worksId as uuid)`,
    { worksId, longitude: place[0], latitude: place[1] },
  )
  return (found as { metres: number }).metres
}
