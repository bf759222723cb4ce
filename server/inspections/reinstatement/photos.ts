import type { Actor } from '../../access/actor.ts'
import { record as recordChange } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { orTakeBack, type Steps } from '../../http/write.ts'
import type { PhotoSize } from '../../media/contract.ts'
import { photoFile, photoFolder } from '../../media/folder.ts'
import { discardUnwritten, insertPhoto, type KeptPhoto, keepPhoto } from '../../media/store.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Reinstatement } from './contract.ts'
import { sayReinstatement } from './messages.ts'
import { versionsOf } from './read.ts'
import { recordedWorks } from './store.ts'

const mostPhotos = 30

/** A photo of a record by the name that its device gave it. */
export interface Named {
  worksId: string
  number: number
  photo: string
}

interface Adding extends Pick<Steps, 'within'> {
  actor: Actor
  pack: RulePack
  mediaDir: string
  now: Date
}

/** Adds a photo to a record, once however often it is sent. The answer is the record with its photos. */
export async function addPhoto(named: Named, bytes: Buffer | null, adding: Adding): Promise<Outcome<Reinstatement>> {
  const { within, pack, mediaDir } = adding
  if (!bytes) return faultAt('photo', sayReinstatement('photo_missing'))
  const known = await within((db) => knownOf(db, named, adding))
  if (known.problem) return known
  if (known.value.isThere) return { value: known.value.record }
  const kept = await keepPhoto(await within((db) => photoFolder(db, mediaDir)), bytes, pack.zone)
  if (kept.problem) return kept
  try {
    const stored = await within(async (db) => orTakeBack(await store(db, named, kept.value, adding)))
    // sent twice at once: the other's files are the ones that count
    if (!stored.value?.isOurs) await discardUnwritten(kept.value, taken)
    return { value: stored.value?.record as Reinstatement }
  } catch (error) {
    await discardUnwritten(kept.value, error)
    throw error
  }
}

const taken = Object.assign(new Error('this photo was added by another request'), { code: '23505' })

interface Known {
  record: Reinstatement
  isThere: boolean
}

async function knownOf(
  db: Db,
  { worksId, number, photo }: Named,
  { actor }: Pick<Adding, 'actor'>,
): Promise<Outcome<Known>> {
  const works = await recordedWorks(db, worksId, { actor })
  if (works.problem) return works
  const [record] = await versionsOf(db, worksId, number)
  if (!record) return failed('not-found')
  const found = (await db('reinstatement_photo').where({ id: photo }).first('works_id', 'record')) as
    | { works_id: string; record: number }
    | undefined
  if (found && (found.works_id !== worksId || found.record !== number))
    return failed('conflict', { errors: [{ path: 'photo', message: sayReinstatement('photo_elsewhere') }] })
  if (!found && record.photos.length >= mostPhotos)
    return faultAt('photo', sayReinstatement('too_many_photos', { most: mostPhotos }))
  return { value: { record, isThere: found !== undefined } }
}

async function store(
  db: Db,
  named: Named,
  kept: KeptPhoto,
  adding: Adding,
): Promise<Outcome<{ record: Reinstatement; isOurs: boolean }>> {
  const { worksId, number, photo } = named
  const { actor, now } = adding
  const works = await recordedWorks(db, worksId, { actor })
  if (works.problem) return works
  const before = await knownOf(db, named, adding)
  if (before.problem) return before
  if (before.value.isThere) return { value: { record: before.value.record, isOurs: false } }
  await insertPhoto(db, kept, { isPublic: false, now })
  await db('reinstatement_photo').insert({
    id: photo,
    works_id: worksId,
    record: number,
    photo_id: kept.id,
    added_at: now,
    added_by: actor.userId,
  })
  const [record] = await versionsOf(db, worksId, number)
  const { agencyId: agency, municipalityIds: municipalities } = works.value
  const { id } = record as Reinstatement
  await recordChange(db, [
    { subject: 'reinstatement', id, agency, municipalities, event: 'photo', after: { worksId, number, photo } },
  ])
  return { value: { record: record as Reinstatement, isOurs: true } }
}

/** The file of a photo of a record, for whoever may see the record; null for any other. */
export async function findPhotoFile(
  db: Db,
  mediaDir: string,
  { worksId, number, photo }: Named,
  size: PhotoSize,
): Promise<string | null> {
  const [known] = await rows<{ photo_id: string }>(
    db,
    `select photo_id from reinstatement_photo
     where id = cast(:photo as uuid) and works_id = cast(:worksId as uuid) and record = :number`,
    { photo, worksId, number },
  )
  if (!known) return null
  return photoFile(await photoFolder(db, mediaDir), known.photo_id, size)
}
