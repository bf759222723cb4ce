import type { Db } from '../../database/connect.ts'
import { certainRows } from '../../database/sql.ts'
import type { Position } from '../../geo/contract.ts'

/** How far a place is from a defect, in metres. */
export async function metresFrom(db: Db, defectId: string, [lng, lat]: Position): Promise<number> {
  const [found] = await certainRows<{ metres: number }>(
    db,
    `select ST_Distance(place::geography, ST_SetSRID(ST_MakePoint(:lng, :lat), 4326)::geography) as metres
     from defect where id = cast(:defectId as uuid)`,
    { defectId, lng, lat },
  )
  return (found as { metres: number }).metres
}
