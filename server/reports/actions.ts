import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { certainRows } from '../database/sql.ts'
import type { Point } from '../geo/contract.ts'
import { pointTypes } from '../geo/intake.ts'
import { takeGeometry } from '../geo/problem.ts'
import type { Outcome, Problem } from '../http/problem.ts'
import { orTakeBack, type Steps } from '../http/write.ts'
import { photoFolder } from '../media/folder.ts'
import { discardUnwritten, insertPhoto, type KeptPhoto, keepPhoto } from '../media/store.ts'
import type { RulePack } from '../policy/contract.ts'
import type { ReportForm, ReportReceipt } from './contract.ts'
import { sayReports } from './messages.ts'
import { storeReports } from './store.ts'
import { tellRouted } from './told.ts'

/** Photos are made anew between two transactions, so that nobody waits for that. */
interface Receiving extends Steps {
  pack: RulePack
  mediaDir: string
  now: Date
}

/** Takes in a report and its photo: the files first, then photo and report in one transaction. */
export async function receiveReport(
  given: ReportForm & { photo: Buffer },
  { within, once, pack, mediaDir, now }: Receiving,
): Promise<Outcome<ReportReceipt>> {
  const drawn = { type: 'Point', coordinates: [given.lng, given.lat] }
  const point = await within(async (db) => {
    await once.look(db)
    return takeGeometry<Point>(db, drawn, 'place', { types: pointTypes, box: pack.box })
  })
  if (point.problem) return misplaced(point.problem)
  const photo = await keepPhoto(await within((db) => photoFolder(db, mediaDir)), given.photo, pack.zone)
  if (photo.problem) return photo
  try {
    const kept = { ...given, point: point.value, photo: photo.value }
    return await within((db) =>
      once(db, 201, async () => ({ value: await store(db, kept, { pack, now }) })).then(orTakeBack),
    )
  } catch (error) {
    await discardUnwritten(photo.value, error)
    throw error
  }
}

/** A form tells its place by two numbers: a fault of the point is a fault of theirs, and whoever chose it has drawn nothing. */
function misplaced(problem: Problem): { problem: Problem } {
  const errors = ['lng', 'lat'].map((path) => ({ path, message: sayReports('misplaced') }))
  return { problem: { ...problem, detail: sayReports('misplaced_detail'), errors } }
}

function store(
  db: Db,
  { point, category, note, photo }: Omit<ReportForm, 'lng' | 'lat'> & { point: Point; photo: KeptPhoto },
  { pack, now }: Pick<Receiving, 'pack' | 'now'>,
): Promise<ReportReceipt> {
  const follow = randomBytes(32).toString('base64url')
  const written = note?.trim() || null
  const report = {
    id: uuidv7(),
    category,
    point,
    note: written,
    status: null,
    createdAt: now.toISOString(),
    photoId: photo.id,
    follow,
  }
  return db.transaction(async (trx) => {
    await insertPhoto(trx, photo, { isPublic: true, now })
    const [stored] = await storeReports(trx, [report], pack)
    if (!stored) throw new Error('the report was not stored')
    await tellWhose(trx, report.id, now)
    await recordReport(trx, report.id)
    return { number: stored.number, follow }
  })
}

/** A report on the ground of a works is told to whose that is. */
async function tellWhose(db: Db, id: string, now: Date): Promise<void> {
  const stored = (await db('report').where({ id, status: 'routed' }).first('agency_id')) as
    | { agency_id: string }
    | undefined
  if (stored) await tellRouted(db, { id, agencyId: stored.agency_id }, now)
}

/** What is recorded of a report says nothing of whoever sent it. */
async function recordReport(db: Db, id: string): Promise<void> {
  await certainRows(
    db,
    `select record_audit(jsonb_build_array(jsonb_build_object(
       'subject', 'report', 'id', r.id, 'agency', r.agency_id, 'municipalities', jsonb_build_array(r.municipality_id),
       'event', 'create', 'after', jsonb_build_object('number', r.number, 'category', r.category, 'status', r.status,
         'place', ST_AsGeoJSON(r.place, 7)::jsonb, 'photoId', r.photo_id, 'worksId', r.works_id)))) as written
     from report r where r.id = cast(:id as uuid)`,
    { id },
  )
}
