import type { Db } from '../../database/connect.ts'
import { certainRows, rows } from '../../database/sql.ts'
import type { Point } from '../../geo/contract.ts'
import { pointTypes } from '../../geo/intake.ts'
import { takeGeometry } from '../../geo/problem.ts'
import { faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { sayViolations } from './messages.ts'

/** Where the office says that it was: near the works; null where it does not say. */
export async function placeFor(
  db: Db,
  { worksId, place: given }: { worksId: string; place?: unknown },
  pack: RulePack,
): Promise<Outcome<Point | null>> {
  if (given === undefined) return { value: null }
  const taken = await takeGeometry<Point>(db, given, 'place', { types: pointTypes, box: pack.box })
  if (taken.problem) return taken
  const [found] = await certainRows<{ metres: number }>(
    db,
    `select ST_Distance(footprint::geography, ST_SetSRID(ST_GeomFromGeoJSON(:place), 4326)::geography) as metres
     from works where id = cast(:worksId as uuid)`,
    { worksId, place: JSON.stringify(taken.value) },
  )
  const metres = (found as { metres: number }).metres
  const within = pack.inspections.defects.photoWithinMetres
  if (metres > within) return faultAt('place', sayViolations('place_far', { metres: Math.round(metres), within }))
  return taken
}

interface Whence {
  place?: Point | null
  inspectionId?: string
  itemCode?: string | null
  defectId?: string
}

/** Writes where a violation was: as somebody shows it, else where the item failed or the defect lies. */
export async function placeViolation(db: Db, id: string, whence: Whence): Promise<void> {
  const { place = null, inspectionId = null, itemCode = null, defectId = null } = whence
  if (!place && !inspectionId && !defectId) return
  await rows(
    db,
    `update violation set place = coalesce(
       ST_SetSRID(ST_GeomFromGeoJSON(cast(:place as text)), 4326),
       (select ST_PointOnSurface(i.place) from inspection_item i
        where i.inspection_id = cast(:inspectionId as uuid) and i.code = cast(:itemCode as text)),
       (select ST_PointOnSurface(d.place) from defect d where d.id = cast(:defectId as uuid)))
     where id = cast(:id as uuid)`,
    { id, place: place && JSON.stringify(place), inspectionId, itemCode, defectId },
  )
}
