import { join } from 'node:path'
import type { Actor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { PhotoSize } from '../media/contract.ts'
import { photoFile, photoFolder, removePhoto } from '../media/folder.ts'
import { discardUnwritten, insertPhoto, type KeptPhoto, keepPhoto } from '../media/store.ts'
import type { RulePack } from '../policy/contract.ts'
import type { PhotoReceipt } from './contract.ts'

interface Named {
  id: string
  photo: string
}

interface Keeping {
  within: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  actor: Actor
  pack: RulePack
  mediaDir: string
  now: Date
}

/**
 * Takes in the file of a photo that an inspection has named, from whoever made it: once, however often it is sent. Made
 * anew without what the camera wrote behind it; time and place of the original are kept apart, and how far from the works that was.
 */
export async function receivePhoto(
  named: Named,
  bytes: Buffer,
  { within, actor, pack, mediaDir, now }: Keeping,
): Promise<Outcome<PhotoReceipt>> {
  const awaited = await within((db) => isAwaited(db, named, actor))
  if (awaited === null) return failed('not-found')
  if (!awaited) return { value: { id: named.photo, received: true } }
  const kept = await keepPhoto(await within((db) => photoFolder(db, mediaDir)), bytes, pack.zone)
  if (kept.problem) return kept
  try {
    const isFirst = await within((db) => store(db, named, kept.value, now))
    // the same came at the same time, and was faster
    if (!isFirst) await removePhoto(kept.value.folder, kept.value.id)
    return { value: { id: named.photo, received: true } }
  } catch (error) {
    await discardUnwritten(kept.value, error)
    throw error
  }
}

/** Whether the file is still to come; null where this inspector has named no such photo. */
async function isAwaited(db: Db, { id, photo }: Named, { userId }: Actor): Promise<boolean | null> {
  const [known] = await rows<{ is_awaited: boolean }>(
    db,
    `select p.received_at is null as is_awaited from inspection_photo p join inspection i on i.id = p.inspection_id
     where p.id = cast(:photo as uuid) and i.id = cast(:id as uuid) and i.inspector_id = cast(:userId as uuid)`,
    { id, photo, userId },
  )
  return known ? known.is_awaited : null
}

/** False where the photo was there before. What the file knows of its place counts before what the telephone told. */
function store(db: Db, { id, photo }: Named, kept: KeptPhoto, now: Date): Promise<boolean> {
  return db.transaction(async (trx) => {
    const held = await rows(
      trx,
      'select id from inspection_photo where id = cast(:photo as uuid) and received_at is null for update',
      { photo },
    )
    if (held.length === 0) return false
    await insertPhoto(trx, kept, { isPublic: false, now })
    const [lng, lat] = kept.taken.place ?? [null, null]
    await rows(
      trx,
      `update inspection_photo p set received_at = cast(:now as timestamptz), photo_id = cast(:photoId as uuid),
         distance_metres = coalesce((
           select ST_Distance(w.footprint::geography,
                              ST_SetSRID(ST_MakePoint(cast(:lng as float8), cast(:lat as float8)), 4326)::geography)
           from inspection i join works w on w.id = i.works_id where i.id = p.inspection_id), p.distance_metres)
       where p.id = cast(:photo as uuid)`,
      { photo, photoId: kept.id, now, lng, lat },
    )
    await recordPhoto(trx, { id, photo })
    return true
  })
}

/** With the photo or not at all: whoever reads the chain later knows when the evidence came, and from whom. */
async function recordPhoto(db: Db, { id, photo }: Named): Promise<void> {
  const [known] = await rows<{ number: string; agency: string; municipality: string; worksId: string }>(
    db,
    `select number, owner_id as agency, municipality_id as municipality, works_id as "worksId"
     from inspection where id = cast(:id as uuid)`,
    { id },
  )
  if (!known) throw new Error(`inspection ${id} is gone while a photo of it was held`)
  const { number, agency, municipality, worksId } = known
  const after = { number, worksId, photo }
  await record(db, [{ subject: 'inspection', id, agency, municipalities: [municipality], event: 'photo', after }])
}

/** The file of a photo of an inspection that whoever asks may see; null for any other, and where it has not come yet. */
export async function findInspectionPhotoFile(
  db: Db,
  mediaDir: string,
  { id, photo, size }: Named & { size: PhotoSize },
): Promise<string | null> {
  const [known] = await rows<{ database_id: string; photo_id: string }>(
    db,
    `select d.id as database_id, p.photo_id from inspection_photo p cross join database_identity d
     where p.inspection_id = cast(:id as uuid) and p.id = cast(:photo as uuid) and p.photo_id is not null`,
    { id, photo },
  )
  if (!known) return null
  return photoFile(join(mediaDir, known.database_id), known.photo_id, size)
}
