import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { type Report, type ReportLine, reportDeeds, reporterDeeds } from './contract.ts'
import { dealtMembers, factsOfPlace, nothingDealt, summary, type WholeRow, wholeColumns, wholeTables } from './row.ts'
import { mayStep, type ReportFacts, undisputedBecause } from './rules.ts'
import { disputeUntil, factsOf, partiesOf } from './standing.ts'
import { followHash } from './store.ts'

const worksHereText = sql(import.meta.url, 'works-here.sql')
const closedByText = sql(import.meta.url, 'closed-by.sql')
const mostWorksHere = 10

export interface Asking {
  actor: Actor | null
  now: Date
  pack: RulePack
}

/** A report by its number or its id, or by the secret of its reporter. */
export type Named = { number: string } | { follow: string }

function whereOf(named: Named): { where: string; bindings: Record<string, unknown> } {
  if ('follow' in named) return { where: 'r.follow_hash = :hash', bindings: { hash: followHash(named.follow) } }
  const { number } = named
  return number.includes('-R-')
    ? { where: 'r.number = :number', bindings: { number } }
    : { where: 'r.id = cast(:number as uuid)', bindings: { number } }
}

/** A report, held until the transaction ends where it is to be changed. */
export async function findRow(db: Db, named: Named, { isHeld = false } = {}): Promise<WholeRow | null> {
  const { where, bindings } = whereOf(named)
  const [row] = await rows<WholeRow>(
    db,
    `select ${wholeColumns} from ${wholeTables} where ${where}${isHeld ? ' for update of r' : ''}`,
    bindings,
  )
  return row ?? null
}

/** One report; note, agency, works and way only for the office and the agency that has to deal with it. */
export async function findReport(db: Db, number: string, asking: Asking): Promise<Report | null> {
  const row = await findRow(db, { number })
  if (!row) return null
  const isAsked = allows(asking.actor, 'reports.details', factsOfPlace(row))
  return isAsked ? wholeFor(db, row, asking) : publicly(row, asking)
}

/** What everybody sees of it. */
function publicly(row: WholeRow, { pack }: Pick<Asking, 'pack'>): Report {
  return {
    ...summary(row),
    version: row.version,
    note: null,
    ...nothingDealt,
    works: null,
    afterPhotoId: row.status === 'rejected' ? null : row.after_photo_id,
    duplicateOf: row.duplicate_of_number,
    history: [],
    may: [],
    worksHere: [],
    photoWithinMetres: pack.reports.photoWithinMetres,
    disputeUntil: null,
    notDisputed: null,
  }
}

async function wholeFor(db: Db, row: WholeRow, asking: Asking): Promise<Report> {
  const parties = partiesOf(asking.actor, row)
  const facts = factsOf(row, { now: asking.now, disputeDays: asking.pack.reports.disputeDays })
  const may = reportDeeds.filter((deed) => mayStep(deed, parties, facts))
  return {
    ...publicly(row, asking),
    note: row.note,
    ...dealtMembers(row),
    works: row.works_id ? { id: row.works_id, number: row.works_number, title: row.works_title } : null,
    history: await historyOf(db, row.id),
    may,
    worksHere: may.includes('pass_on') ? await worksHere(db, row.id) : [],
  }
}

/** The report that a secret belongs to, as its reporter sees it: which works it lies on is not theirs to know. By the owner's door. */
export async function findFollowed(
  db: Db,
  follow: string,
  { now, pack }: Omit<Asking, 'actor'>,
): Promise<Report | null> {
  const row = await findRow(db, { follow })
  if (!row) return null
  const facts = await factsForReporter(db, row, { now, pack })
  const may = reporterDeeds.filter((deed) => mayStep(deed, ['reporter'], facts))
  const until = may.includes('dispute') ? disputeUntil(row, pack.reports.disputeDays) : null
  return {
    ...publicly(row, { pack }),
    note: row.note,
    ...dealtMembers(row),
    history: await historyOf(db, row.id),
    may,
    disputeUntil: until?.toISOString() ?? null,
    notDisputed: undisputedBecause(facts),
  }
}

/** What the rules know of a report before its reporter, with what became of what it led to. By the owner's door. */
export async function factsForReporter(
  db: Db,
  row: WholeRow,
  { now, pack }: Omit<Asking, 'actor'>,
): Promise<ReportFacts> {
  const [led] = await rows<{ isWorksClosed: boolean; isDefectVerified: boolean }>(db, closedByText, { id: row.id })
  const ofDefect = led?.isDefectVerified ? 'defect_verified' : null
  const closedBy = led?.isWorksClosed ? 'works_closed' : ofDefect
  return { ...factsOf(row, { now, disputeDays: pack.reports.disputeDays }), closedBy }
}

function historyOf(db: Db, id: string): Promise<ReportLine[]> {
  return rows<ReportLine>(
    db,
    `select version, event, at, agency_id as "agencyId", told ->> 'agencyId' as "toAgencyId", reason,
            cast(told ->> 'stars' as integer) as stars
     from report_history where report_id = cast(:id as uuid) order by version`,
    { id },
  )
}

export function worksHere(db: Db, id: string): Promise<Report['worksHere']> {
  return rows(db, worksHereText, { id, most: mostWorksHere })
}
