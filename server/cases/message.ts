import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Route } from '../geo/contract.ts'
import { routeTypes } from '../geo/intake.ts'
import { takeGeometry } from '../geo/problem.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import { orTakeBack, type Steps } from '../http/write.ts'
import type { PhotoSize } from '../media/contract.ts'
import { photoFile, photoFolder } from '../media/folder.ts'
import { discardUnwritten, insertPhoto, type KeptPhoto, keepPhoto } from '../media/store.ts'
import type { RulePack } from '../policy/contract.ts'
import type { CaseMessage, MessageForm } from './contract.ts'
import { findCase, placeOf } from './read.ts'
import { recordCases } from './record.ts'
import { refused } from './refused.ts'
import { caseRefusal } from './rules.ts'
import { standingIn } from './standing.ts'
import { factsOf, messagesOf } from './thread.ts'

interface Saying extends Steps {
  pack: RulePack
  mediaDir: string
  actor: Actor
  now: Date
}

type Given = MessageForm & { photo: Buffer | null }

/** Says something in a case, with a photo and a sketch on the map where there are any: the file first, then the rows. */
export async function say(id: string, given: Given, saying: Saying): Promise<Outcome<CaseMessage>> {
  const { within, once, pack, mediaDir, now } = saying
  const sketch = await within(async (db) => {
    await once.look(db)
    const refusal = await refusalOf(db, id, saying.actor)
    return refusal ?? takeSketch(db, given.sketch, pack)
  })
  if (sketch.problem) return sketch
  const photo: Outcome<KeptPhoto | null> = given.photo
    ? await keepPhoto(await within((db) => photoFolder(db, mediaDir)), given.photo, pack.zone)
    : { value: null }
  if (photo.problem) return photo
  try {
    return await within((db) =>
      once(db, 201, async () => {
        const refusal = await refusalOf(db, id, saying.actor)
        if (refusal) return refusal
        if (photo.value) await insertPhoto(db, photo.value, { isPublic: false, now })
        return { value: await store(db, id, { ...given, sketch: sketch.value, photo: photo.value }, saying) }
      }).then(orTakeBack),
    )
  } catch (error) {
    if (photo.value) await discardUnwritten(photo.value, error)
    throw error
  }
}

async function refusalOf(
  db: Db,
  id: string,
  actor: Actor,
): Promise<{ problem: NonNullable<Outcome<never>['problem']> } | null> {
  const row = await findCase(db, id, actor)
  if (!row) return failed('not-found')
  const refusal = caseRefusal('write', factsOf(row, [], standingIn(actor, placeOf(row)), actor))
  if (refusal === 'not_a_party') return failed('forbidden')
  return refusal ? refused(refusal) : null
}

/** A sketch comes as text in a form; nobody mends it. */
async function takeSketch(db: Db, text: string | undefined, pack: RulePack): Promise<Outcome<Route | null>> {
  if (text === undefined) return { value: null }
  let drawn: unknown
  try {
    drawn = JSON.parse(text)
  } catch {
    return faultAt('sketch', sayHttp('validation.detail'))
  }
  return takeGeometry<Route>(db, drawn, 'sketch', { types: routeTypes, box: pack.box })
}

async function store(
  db: Db,
  caseId: string,
  { text, sketch, photo }: { text: string; sketch: Route | null; photo: KeptPhoto | null },
  { actor, now }: Pick<Saying, 'actor' | 'now'>,
): Promise<CaseMessage> {
  const id = uuidv7()
  const row = await findCase(db, caseId, actor)
  const isParty = row !== null && standingIn(actor, placeOf(row)).isParty
  await rows(
    db,
    `insert into case_message (id, case_id, agency_id, user_id, at, text, sketch, photo_id)
     values (:id, :caseId, cast(:agencyId as uuid), cast(:userId as uuid), cast(:now as timestamptz), :text,
             ST_SetSRID(ST_GeomFromGeoJSON(cast(:sketch as text)), 4326), cast(:photoId as uuid))`,
    {
      id,
      caseId,
      agencyId: isParty ? actor.agencyId : null,
      userId: actor.userId,
      now,
      text,
      sketch: sketch && JSON.stringify(sketch),
      photoId: photo?.id ?? null,
    },
  )
  await recordCases(db, [{ id: caseId, event: 'message', after: { messageId: id } }])
  return (await messagesOf(db, caseId)).find((one) => one.id === id) as CaseMessage
}

/** The file of a photo that was sent in a case which whoever asks may see. */
export async function findCasePhotoFile(
  db: Db,
  mediaDir: string,
  { id, photo, size }: { id: string; photo: string; size: PhotoSize },
): Promise<string | null> {
  const [known] = await rows<{ database_id: string }>(
    db,
    `select d.id as database_id from case_message m cross join database_identity d
     where m.case_id = cast(:id as uuid) and m.photo_id = cast(:photo as uuid)`,
    { id, photo },
  )
  if (!known) return null
  return photoFile(join(mediaDir, known.database_id), photo.toLowerCase(), size)
}
