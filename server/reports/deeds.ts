import type { OrganisationKind } from '../agencies/contract.ts'
import { recordedAtTheEnd } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import { withdrawVisits } from '../inspections/visits/withdraw.ts'
import { holdWorksBeside } from '../works/read.ts'
import type { NewReportDeed, ReportDeed, ReporterDeed, ReporterRating, ReporterVerdict, ReportStatus } from './contract.ts' // biome-ignore format: one line
import { begunAnew } from './deadline.ts'
import { holdWithOthers, moveDoubles } from './doubles.ts'
import { sayReports } from './messages.ts'
import { type Move, moveReport } from './move.ts'
import { showPhotosAfter } from './photos.ts'
import { refused } from './refused.ts'
import type { WholeRow } from './row.ts'
import { dealsWithReports, type ReportFacts, type ReportParty, reportStep } from './rules.ts'
import { factsOf, partiesOf } from './standing.ts'
import { type Asking, factsForReporter, findRow, type Named, worksHere } from './whole.ts'

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
  const written = await writtenBy(db, held.value, given, asking)
  if (written.problem) return written
  await showPhotosAfter(db, held.value, given.deed)
  const mover = { userId: actor?.userId ?? null, agencyId: actor?.agencyId ?? null, now }
  await recordedAtTheEnd(db, async () => {
    await moveReport(db, held.value, { event: given.deed, status: step.value, reason, ...written.value }, mover)
    await moveDoubles(db, held.value, { ...given, reason }, { ...mover, pack: asking.pack })
    await withdrawAfter(db, held.value, { ...given, reason }, now)
  })
  return { value: null }
}

type Written = Pick<Move, 'written' | 'told'>

/** Nobody is sent after what is none, or is looked at with another. */
async function withdrawAfter(
  db: Db,
  { id, number }: Pick<WholeRow, 'id' | 'number'>,
  given: { deed: ReportDeed; of?: string; reason: string | null },
  now: Date,
): Promise<void> {
  if (given.deed === 'reject') await withdrawVisits(db, id, { reason: `${number}: ${given.reason}`, now })
  if (given.deed === 'double') await withdrawVisits(db, id, { reason: `${number} = ${given.of}`, now })
}

/** What was said of its end is taken back: its history keeps it. */
const reopened = { duplicate_of: null, solved_at: null, after_photo_id: null }

/** What a deed writes beside the status. */
async function writtenBy(
  db: Db,
  row: WholeRow,
  given: NewReportDeed,
  asking: Pick<Asking, 'now' | 'pack'>,
): Promise<Outcome<Written>> {
  if (given.deed === 'pass_on') return passedOn(db, row, given)
  if (given.deed === 'double') return doubled(db, row, given.of)
  // whoever hands it back stays what they are: the works that it lies on is the office's to say
  if (given.deed === 'hand_back') return { value: { written: { agency_id: row.office_id }, told: { agencyId: row.office_id } } } // biome-ignore format: one line
  if (given.deed === 'reject') return { value: { written: { after_photo_id: null } } }
  if (given.deed === 'reopen') return { value: { written: { ...reopened, ...begunAnew(row.category, asking) } } }
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

type Nobody = Omit<Asking, 'actor'>

/** The report of a secret, and where an event of its reporter leads. Nothing tells who they are. */
async function heldForReporter(
  db: Db,
  follow: string,
  { event, version, reason }: { event: ReporterDeed; version: number; reason: string | null },
  { now, pack }: Nobody,
): Promise<Outcome<{ row: WholeRow; status: ReportStatus }>> {
  const held = await holdReport(db, { follow }, version)
  if (held.problem)
    return held.problem.name === 'not-found' ? failed('not-found', { detail: sayReports('follow_unknown') }) : held
  const row = held.value
  const { closedBy } = await factsForReporter(db, row, { now, pack })
  const stood = { parties: ['reporter'], hasReason: reason !== null, closedBy } as const
  const step = stepOf(row, event, stood, { now, pack })
  return step.problem ? step : { value: { row, status: step.value } }
}

/** Its reporter says whether it is solved. */
export async function answerSolution(
  db: Db,
  follow: string,
  given: ReporterVerdict,
  { now, pack }: Nobody,
): Promise<Outcome<null>> {
  const reason = given.verdict === 'dispute' ? given.reason : null
  const asked = { event: given.verdict, version: given.version, reason }
  const held = await heldForReporter(db, follow, asked, { now, pack })
  if (held.problem) return held
  const { row, status } = held.value
  const written = given.verdict === 'dispute' ? { disputed_at: now, ...begunAnew(row.category, { now, pack }) } : {}
  const move = { event: given.verdict, status, reason, written }
  await moveReport(db, row, move, { userId: null, agencyId: null, now })
  return { value: null }
}

/** Its reporter says what they think of how it ended: once of each end. */
export async function rateReport(
  db: Db,
  follow: string,
  { version, stars, words = null }: Omit<ReporterRating, 'words'> & { words?: string | null },
  { now, pack }: Nobody,
): Promise<Outcome<null>> {
  const held = await heldForReporter(db, follow, { event: 'rate', version, reason: words }, { now, pack })
  if (held.problem) return held
  const { row, status } = held.value
  const move = {
    event: 'rate',
    status,
    reason: words,
    written: { rating: stars },
    told: { stars: String(stars) },
  } as const
  await moveReport(db, row, move, { userId: null, agencyId: null, now })
  return { value: null }
}
