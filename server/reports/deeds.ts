import type { OrganisationKind } from '../agencies/contract.ts'
import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { NewReportDeed, ReportDeed, ReporterDeed, ReporterVerdict, ReportStatus } from './contract.ts'
import { sayReports } from './messages.ts'
import { type Move, moveReport } from './move.ts'
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
  const held = await holdReport(db, { number }, given.version)
  if (held.problem) return held
  const reason = 'reason' in given ? (given.reason ?? null) : null
  const stood = { parties: partiesOf(actor, held.value), hasReason: reason !== null }
  const step = stepOf(held.value, given.deed, stood, asking)
  if (step.problem) return step
  const written = await writtenBy(db, held.value, given)
  if (written.problem) return written
  await showPhoto(db, held.value, given.deed)
  const mover = { userId: actor?.userId ?? null, agencyId: actor?.agencyId ?? null, now }
  await moveReport(db, held.value, { event: given.deed, status: step.value, reason, ...written.value }, mover)
  return { value: null }
}

/** The photo of a report that is turned down is taken from the public, and given back where that was a mistake. */
async function showPhoto(db: Db, { photo_id, status }: WholeRow, deed: NewReportDeed['deed']): Promise<void> {
  if (photo_id === null) return
  if (deed === 'reject') await db('photo').where({ id: photo_id }).update({ is_public: false })
  if (deed === 'reopen' && status === 'rejected') await db('photo').where({ id: photo_id }).update({ is_public: true })
}

type Written = Pick<Move, 'written' | 'told'>

/** What a deed writes beside the status. */
async function writtenBy(db: Db, row: WholeRow, given: NewReportDeed): Promise<Outcome<Written>> {
  if (given.deed === 'pass_on') return passedOn(db, row, given)
  if (given.deed === 'double') return doubled(db, row, given.of)
  // whoever hands it back stays what they are: the works that it lies on is the office's to say
  if (given.deed === 'hand_back') return { value: { written: { agency_id: row.office_id }, told: { agencyId: row.office_id } } } // biome-ignore format: one line
  if (given.deed === 'reopen') return { value: { written: { duplicate_of: null, solved_at: null } } }
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
  const here = worksId ? await worksHere(db, row.id) : []
  if (worksId && !here.some((works) => works.id === worksId && works.agencyId === agencyId))
    return faultAt('worksId', sayReports('works_elsewhere'))
  return { value: { written: { agency_id: agencyId, works_id: worksId ?? null }, told: { agencyId } } }
}

async function doubled(db: Db, row: WholeRow, of: string): Promise<Outcome<Written>> {
  const other = await findRow(db, { number: of })
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
