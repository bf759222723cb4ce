import type { OrganisationKind } from '../agencies/contract.ts'
import { recordedAtTheEnd } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import { holdWorksBeside } from '../works/read.ts'
import type { NewReportDeed, ReportDeed, ReporterDeed, ReporterVerdict, ReportStatus } from './contract.ts'
import { holdWithOthers, moveDoubles } from './doubles.ts'
import { sayReports } from './messages.ts'
import { type Move, moveReport } from './move.ts'
import { showPhotosAfter } from './photos.ts'
import { refused } from './refused.ts'
import type { WholeRow } from './row.ts'
import { dealsWithReports, type ReportFacts, type ReportParty, reportStep } from './rules.ts'
import { factsOf, partiesOf } from './standing.ts'
import { type Asking, findRow, type Named, worksHere } from './whole.ts'

/** A report of the version that was seen, held until the transaction ends. */
export async function holdReport(db: Db, named: Named, version: number): Promise<Outcome<WholeRow>> {
  const row = await findRow(db, named, { isHeld: true })
  if (!row) return failed('not-found')
  if (row.version !== version)
    return failed('version', { values: { current: row.version }, more: { currentVersion: row.version } })
  return { value: row }
}

/** Where an event leads that one of these parties wants, with what they have given. */
export function stepOf(
  row: WholeRow,
  event: ReportDeed | ReporterDeed,
  { parties, ...given }: Partial<ReportFacts> & { parties: readonly ReportParty[] },
  { now, pack }: Pick<Asking, 'now' | 'pack'>,
): Outcome<ReportStatus> {
  const facts = { ...factsOf(row, { now, disputeDays: pack.reports.disputeDays }), ...given }
  const { status, refusal } = reportStep(event, parties, facts)
  return refusal ? refused(refusal, facts.photo) : { value: status }
}

/** Does what the office, or whom a report is with, wants done with it. */
export async function dealWith(db: Db, number: string, given: NewReportDeed, asking: Asking): Promise<Outcome<null>> {
  const { actor, now } = asking
  if (given.deed === 'double' || given.deed === 'reject') await holdWithOthers(db, number, given)
  const held = await holdReport(db, { number }, given.version)
  if (held.problem) return held
  const reason = 'reason' in given ? (given.reason ?? null) : null
  const stood = { parties: partiesOf(actor, held.value), hasReason: reason !== null }
  const step = stepOf(held.value, given.deed, stood, asking)
  if (step.problem) return step
  const written = await writtenBy(db, held.value, given)
  if (written.problem) return written
  await showPhotosAfter(db, held.value, given.deed)
  const mover = { userId: actor?.userId ?? null, agencyId: actor?.agencyId ?? null, now }
  await recordedAtTheEnd(db, async () => {
    await moveReport(db, held.value, { event: given.deed, status: step.value, reason, ...written.value }, mover)
    await moveDoubles(db, held.value, { ...given, reason }, mover)
  })
  return { value: null }
}

type Written = Pick<Move, 'written' | 'told'>

/** What was said of its end is taken back: its history keeps it. */
const reopened = { duplicate_of: null, solved_at: null, after_photo_id: null }

/** What a deed writes beside the status. */
async function writtenBy(db: Db, row: WholeRow, given: NewReportDeed): Promise<Outcome<Written>> {
  if (given.deed === 'pass_on') return passedOn(db, row, given)
  if (given.deed === 'double') return doubled(db, row, given.of)
  // whoever hands it back stays what they are: the works that it lies on is the office's to say
  if (given.deed === 'hand_back') return { value: { written: { agency_id: row.office_id }, told: { agencyId: row.office_id } } } // biome-ignore format: one line
  if (given.deed === 'reject') return { value: { written: { after_photo_id: null } } }
  if (given.deed === 'reopen') return { value: { written: reopened } }
  return { value: {} }
}

async function passedOn(
  db: Db,
  row: WholeRow,
  { agencyId, worksId }: { agencyId: string; worksId?: string },
): Promise<Outcome<Written>> {
  const known = (await db('organisation').where({ id: agencyId }).first('kind')) as
    | { kind: OrganisationKind }
    | undefined
  if (!known) return faultAt('agencyId', sayReports('agency_unknown'))
  if (!dealsWithReports(known.kind)) return faultAt('agencyId', sayReports('agency_without_hands'))
  // it is not cleared meanwhile: its clearance asks what stands open against it
  if (worksId) await holdWorksBeside(db, worksId)
  const here = worksId ? await worksHere(db, row.id) : []
  if (worksId && !here.some((works) => works.id === worksId && works.agencyId === agencyId))
    return faultAt('worksId', sayReports('works_elsewhere'))
  return { value: { written: { agency_id: agencyId, works_id: worksId ?? null }, told: { agencyId } } }
}

async function doubled(db: Db, row: WholeRow, of: string): Promise<Outcome<Written>> {
  const other = await findRow(db, { number: of }, { isHeld: true })
  if (!other) return faultAt('of', sayReports('double_unknown'))
  if (other.id === row.id || other.status === 'duplicate' || other.status === 'rejected')
    return faultAt('of', sayReports('double_of_none'))
  return { value: { written: { duplicate_of: other.id }, told: { of } } }
}

/** Its reporter says whether it is solved. By their secret; nothing tells who they are. */
export async function answerSolution(
  db: Db,
  follow: string,
  given: ReporterVerdict,
  { now, pack }: Omit<Asking, 'actor'>,
): Promise<Outcome<null>> {
  const held = await holdReport(db, { follow }, given.version)
  if (held.problem)
    return held.problem.name === 'not-found' ? failed('not-found', { detail: sayReports('follow_unknown') }) : held
  const reason = given.verdict === 'dispute' ? given.reason : null
  const step = stepOf(held.value, given.verdict, { parties: ['reporter'], hasReason: reason !== null }, { now, pack })
  if (step.problem) return step
  const written = given.verdict === 'dispute' ? { disputed_at: now } : {}
  const move = { event: given.verdict, status: step.value, reason, written }
  await moveReport(db, held.value, move, { userId: null, agencyId: null, now })
  return { value: null }
}
