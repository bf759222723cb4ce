import { join } from 'node:path'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { Steps } from '../../http/write.ts'
import type { PhotoSize } from '../../media/contract.ts'
import { photoFile } from '../../media/folder.ts'
import type { KeptPhoto } from '../../media/store.ts'
import { withPhoto } from '../../media/with-photo.ts'
import type { LiableAnswer, PhotoPurpose, Violation } from './contract.ts'
import { type Deciding, holdFor, move, payBy } from './decide.ts'
import { sayViolations } from './messages.ts'
import { findRow } from './read.ts'
import { recordViolation } from './record.ts'
import { factsOf, type ViolationRow, violation } from './row.ts'
import { endOfDays } from './rules.ts'

export type Sending = Deciding & Steps & { mediaDir: string }

async function keep(
  db: Db,
  photo: KeptPhoto | null,
  { id, purpose }: { id: string; purpose: PhotoPurpose },
  { actor, now }: Deciding,
): Promise<void> {
  if (photo)
    await db('violation_photo').insert({
      violation_id: id,
      photo_id: photo.id,
      purpose,
      at: now,
      user_id: actor.userId,
    })
}

/** The liable party answers: it is mended, it objects, or it takes the violation as it is. */
export function answerViolation(
  id: string,
  answer: LiableAnswer & { photo: Buffer | null },
  sending: Sending,
): Promise<Outcome<Violation>> {
  const work = async (db: Db, photo: KeptPhoto | null): Promise<Outcome<Violation>> => {
    const held = await holdFor(db, id, answer, sending)
    if (held.problem) return held
    const { deed, text: given } = answer
    const text = given?.trim() ?? null
    if (deed !== 'accept' && !text) return faultAt('text', sayViolations('reason_needed'))
    if (deed === 'accept' && photo) return faultAt('photo', sayViolations('photo_elsewhere'))
    if (deed !== 'accept') await keep(db, photo, { id, purpose: deed === 'claim' ? 'claim' : 'objection' }, sending)
    return move(db, held.value.row, membersOf(answer, text, sending), { event: deed, reason: text }, sending)
  }
  return withPhoto({ photo: answer.photo, status: 200, work }, sending)
}

function membersOf({ deed }: LiableAnswer, text: string | null, { actor, now, pack }: Deciding) {
  if (deed === 'claim') return { state: 'claimed', claim: text, claimed_at: now }
  if (deed === 'accept') return { state: 'due', due_at: payBy(now, pack) }
  const decide_by = endOfDays(now, pack.inspections.violations.answerDays, pack.zone)
  return { state: 'objected', objection: text, objected_at: now, objected_by: actor.userId, decide_by }
}

/** The office adds a photo to what it issued, as long as nothing is settled. */
export function addEvidence(id: string, photo: Buffer, sending: Sending): Promise<Outcome<Violation>> {
  const work = async (db: Db, kept: KeptPhoto | null): Promise<Outcome<Violation>> => {
    const row = await findRow(db, id)
    if (!row) return failed('not-found')
    if (!factsOf(row, sending).isOffice) return failed('forbidden')
    if (row.ended_at !== null)
      return failed('refused', { reasons: [{ code: 'not_now', detail: sayViolations('not_now') }] })
    await keep(db, kept, { id, purpose: 'evidence' }, sending)
    await recordViolation(db, row, { id, event: 'evidence' })
    return { value: violation((await findRow(db, id)) as ViolationRow, sending) }
  }
  return withPhoto({ photo, status: 201, work }, sending)
}

/** The file of a photo of a violation that whoever asks may see. */
export async function findViolationPhotoFile(
  db: Db,
  mediaDir: string,
  { id, photo, size }: { id: string; photo: string; size: PhotoSize },
): Promise<string | null> {
  const [known] = await rows<{ database_id: string }>(
    db,
    `select d.id as database_id from violation_photo v cross join database_identity d
     where v.violation_id = cast(:id as uuid) and v.photo_id = cast(:photo as uuid)`,
    { id, photo },
  )
  if (!known) return null
  return photoFile(join(mediaDir, known.database_id), photo.toLowerCase(), size)
}
