import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { Steps } from '../http/write.ts'
import type { KeptPhoto } from '../media/store.ts'
import { withPhoto } from '../media/with-photo.ts'
import type { Report, SolutionForm } from './contract.ts'
import { holdReport, stepOf } from './deeds.ts'
import { metresFrom, moveReport } from './move.ts'
import { hideFormerSolution } from './photos.ts'
import type { WholeRow } from './row.ts'
import type { SolutionPhoto } from './rules.ts'
import { partiesOf } from './standing.ts'
import { type Asking, findReport } from './whole.ts'

export type Solving = Asking & Steps & { mediaDir: string }
type Given = SolutionForm & { photo: Buffer | null }

/** Says that a report is solved, with a photo of the place, which everybody sees beside the first one. */
export function solveReport(number: string, given: Given, solving: Solving): Promise<Outcome<Report>> {
  const { photo, version } = given
  const stepWith = (row: WholeRow, seen: SolutionPhoto | null) =>
    stepOf(row, 'solve', { parties: partiesOf(solving.actor, row), photo: seen }, solving)
  const look = async (db: Db) => {
    const held = await holdReport(db, { number }, version)
    if (held.problem) return held
    // the photo itself is judged once it is read
    return stepWith(held.value, photo && { metres: 0, withinMetres: 0, isOld: false })
  }
  const work = async (db: Db, kept: KeptPhoto | null): Promise<Outcome<Report>> => {
    const held = await holdReport(db, { number }, version)
    if (held.problem) return held
    const seen = kept && (await photoOf(db, held.value, { kept, given }, solving))
    const step = stepWith(held.value, seen)
    if (step.problem) return step
    const { actor, now } = solving
    const id = (kept as KeptPhoto).id
    await hideFormerSolution(db, held.value)
    await moveReport(
      db,
      held.value,
      {
        event: 'solve',
        status: step.value,
        written: { after_photo_id: id, solved_at: now },
        reason: given.note ?? null,
        photo: { id, metres: seen?.metres ?? 0 },
      },
      { userId: actor?.userId ?? null, agencyId: actor?.agencyId ?? null, now },
    )
    const value = await findReport(db, number, solving)
    return value ? { value } : failed('not-found')
  }
  return withPhoto({ photo, isPublic: true, status: 200, look, work }, solving)
}

/** Where and when the photo was taken: by itself where it knows, else where the device was. */
async function photoOf(
  db: Db,
  row: WholeRow,
  { kept, given }: { kept: KeptPhoto; given: Given },
  { pack }: Pick<Asking, 'pack'>,
): Promise<SolutionPhoto> {
  const device = given.lng === undefined || given.lat === undefined ? null : ([given.lng, given.lat] as const)
  const [lng, lat] = kept.taken.place ?? device ?? []
  return {
    metres: lng === undefined || lat === undefined ? null : await metresFrom(db, row.id, [lng, lat]),
    withinMetres: pack.reports.photoWithinMetres,
    isOld: kept.taken.at !== null && new Date(kept.taken.at).getTime() < Date.parse(await lastSaid(db, row)),
  }
}

/** When somebody last said that it is not solved: a photo from before that shows no solution. */
async function lastSaid(db: Db, { id, created_at }: WholeRow): Promise<string> {
  const [found] = await rows<{ at: string | null }>(
    db,
    `select max(at) as at from report_history where report_id = cast(:id as uuid) and event in ('dispute','reopen')`,
    { id },
  )
  return found?.at ?? created_at
}
