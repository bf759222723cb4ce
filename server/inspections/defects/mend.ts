import { recordedAtTheEnd } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Position } from '../../geo/contract.ts'
import { failed, type Outcome } from '../../http/problem.ts'
import type { Steps } from '../../http/write.ts'
import type { KeptPhoto } from '../../media/store.ts'
import { withPhoto } from '../../media/with-photo.ts'
import type { Defect, MendForm } from './contract.ts'
import { holdDefect, stepOf } from './deeds.ts'
import { moveDefect } from './move.ts'
import { metresFrom } from './photo.ts'
import { type Asking, defectOf } from './read.ts'
import type { DefectRow } from './row.ts'
import type { DefectPhoto } from './rules.ts'
import { planLook } from './visits.ts'

export type Mending = Asking & Steps & { mediaDir: string }
type Given = MendForm & { photo: Buffer | null }

/**
 * Reports a defect as mended, with a photo of it: who never said anything has accepted it with that. A visit to look at it
 * is planned at once.
 */
export function mendDefect(id: string, given: Given, mending: Mending): Promise<Outcome<Defect>> {
  const { photo, version } = given
  const mend = (db: Db, kept: KeptPhoto | null) =>
    recordedAtTheEnd(db, async (): Promise<Outcome<null>> => {
      const held = await holdDefect(db, id, version, mending)
      if (held.problem) return held
      const seen = kept && (await photoOf(db, held.value, { kept, given }, mending))
      const step = stepOf(held.value, 'mend', { hasReason: true, photo: seen }, mending)
      if (step.problem) return step
      await write(db, held.value, { id: (kept as KeptPhoto).id, metres: seen?.metres ?? 0, note: given.note }, mending)
      return { value: null }
    })
  const look = async (db: Db) => {
    const held = await holdDefect(db, id, version, mending)
    if (held.problem) return held
    // the photo itself is judged once it is read
    const fair = photo && { metres: 0, withinMetres: 0, isOld: false }
    return stepOf(held.value, 'mend', { hasReason: true, photo: fair }, mending)
  }
  const work = async (db: Db, kept: KeptPhoto | null): Promise<Outcome<Defect>> => {
    const done = await mend(db, kept)
    if (done.problem) return done
    const value = await defectOf(db, id, mending)
    return value ? { value } : failed('not-found')
  }
  return withPhoto({ photo, status: 200, look, work }, mending)
}

/** Where and when the photo was taken, as the rules ask: by itself where it knows, else where the device was. */
async function photoOf(
  db: Db,
  row: DefectRow,
  { kept, given }: { kept: KeptPhoto; given: Given },
  { pack }: Asking,
): Promise<DefectPhoto> {
  const device: Position | null = given.lng === undefined || given.lat === undefined ? null : [given.lng, given.lat]
  const place = kept.taken.place ?? device
  return {
    metres: place && (await metresFrom(db, row.id, place)),
    withinMetres: pack.inspections.defects.photoWithinMetres,
    isOld: kept.taken.at !== null && new Date(kept.taken.at).getTime() < Date.parse(await lastFound(db, row)),
  }
}

/**
 * When it was last seen that it is not mended: the photo of a mend that was turned down shows no other. What an inspector found
 * was seen when they were there, though their phone sent it hours later.
 */
async function lastFound(db: Db, { id, inspection_id, opened_at }: DefectRow): Promise<string> {
  const [found] = await rows<{ at: string | null }>(
    db,
    `select max(least(h.at, i.ended_at)) as at from defect_history h
     left join inspection i on i.id = case h.event
       when 'open' then cast(:inspection_id as uuid)
       else (select n.id from inspection n where n.number = h.told ->> 'inspection') end
     where h.defect_id = cast(:id as uuid) and h.event in ('open','reject','find_again')`,
    { id, inspection_id },
  )
  return found?.at ?? opened_at
}

async function write(
  db: Db,
  row: DefectRow,
  { id, metres, note }: { id: string; metres: number; note: string },
  mending: Mending,
): Promise<void> {
  const { actor, now } = mending
  const accepting = row.answer === null ? { answer: 'accepted', answered_at: now } : {}
  await moveDefect(
    db,
    row.id,
    { event: 'mend', state: 'mended', written: { mended_at: now, ...accepting }, reason: note, photo: { id, metres } },
    { userId: actor.userId, agencyId: actor.agencyId, now },
  )
  await planLook(db, row, mending)
}
