import { allows } from '../../access/policy.ts'
import { recordedAtTheEnd } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows } from '../../database/sql.ts'
import type { LineString, Point } from '../../geo/contract.ts'
import { takeGeometry } from '../../geo/problem.ts'
import { sayHttp } from '../../http/messages.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { KeptPhoto } from '../../media/store.ts'
import { withPhoto } from '../../media/with-photo.ts'
import { findWorks, holdWorks } from '../../works/read.ts'
import type { Defect, DefectForm } from './contract.ts'
import type { Mending } from './mend.ts'
import { sayDefects } from './messages.ts'
import { openDefect } from './open.ts'
import { defectOf } from './read.ts'
import { isDug } from './rules.ts'

type Given = DefectForm & { photo: Buffer | null }
type Place = Point | LineString | null

/** The office records what it saw itself, or was told of: with a photo, and where it lies. */
export function recordByHand(given: Given, recording: Mending): Promise<Outcome<Defect>> {
  const { actor, now, pack } = recording
  const work = async (db: Db, photo: KeptPhoto | null): Promise<Outcome<Defect>> => {
    await holdWorks(db, given.worksId)
    const place = await placeFor(db, given, recording)
    if (place.problem) return place
    const { worksId, kind, severity, text, note } = given
    const found = { worksId, kind, severity, text: { ar: text, en: text }, note: note ?? null }
    const opened = await recordedAtTheEnd(db, () =>
      openDefect(
        db,
        { ...found, place: place.value, photoId: photo?.id ?? null },
        { userId: actor.userId, agencyId: actor.agencyId, now, pack },
      ),
    )
    const value = opened && (await defectOf(db, opened.id, recording))
    return value ? { value } : failed('not-found')
  }
  return withPhoto({ photo: given.photo, status: 201, look: (db) => placeFor(db, given, recording), work }, recording)
}

/** Where a defect lies on a works of the own ground; null for the nearest ground of the works. */
async function placeFor(db: Db, { worksId, place: text }: Given, { actor, pack }: Mending): Promise<Outcome<Place>> {
  const works = await findWorks(db, worksId, actor)
  if (!works) return faultAt('worksId', sayDefects('works_unknown'))
  if (!allows(actor, 'defects.decide', works)) return failed('forbidden')
  if (!isDug(works)) return faultAt('worksId', sayDefects('works_not_dug'))
  if (text === undefined) return { value: null }
  let drawn: unknown
  try {
    drawn = JSON.parse(text)
  } catch {
    return faultAt('place', sayHttp('validation.detail'))
  }
  const taken = await takeGeometry<Point | LineString>(db, drawn, 'place', {
    types: ['Point', 'LineString'],
    box: pack.box,
  })
  if (taken.problem) return taken
  const metres = await metresFromWorks(db, worksId, taken.value)
  const within = pack.inspections.defects.photoWithinMetres
  if (metres > within) return faultAt('place', sayDefects('place_far', { metres: Math.round(metres), within }))
  return taken
}

async function metresFromWorks(db: Db, worksId: string, place: Point | LineString): Promise<number> {
  const [found] = await certainRows<{ metres: number }>(
    db,
    `select ST_Distance(footprint::geography, ST_SetSRID(ST_GeomFromGeoJSON(:place), 4326)::geography) as metres
     from works where id = cast(:worksId as uuid)`,
    { worksId, place: JSON.stringify(place) },
  )
  return (found as { metres: number }).metres
}
