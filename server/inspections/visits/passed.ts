import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Names } from '../../language/contract.ts'
import { inBatches } from '../../permits/batches.ts'
import { overIn, passedIn } from './rules.ts'
import { type DroppedVisit, tellDropped } from './told.ts'
import type { Planning } from './with-time.ts'

interface Passed extends DroppedVisit {
  id: string
  status: string
  municipality_id: string
  /** What it was planned for is none, and not past. */
  is_of_report: boolean
}

const isPast: Names = {
  ar: 'تجاوز العمل المرحلة التي خُطّطت الزيارة لها.',
  en: 'The works is past the stage that it was planned for.',
}
const isNone: Names = {
  ar: 'رُفض البلاغ الذي خُطّطت الزيارة له أو ضُمّ إلى غيره.',
  en: 'Its report was rejected or joined to another.',
}

/**
 * Drops visits to works that are past what they were planned for: nobody goes to look at the barriers of a trench that is
 * closed. One that the office has asked for, or that looks at a single defect, is its own until the works is over; so is an
 * investigation until what was reported or found there is, but not past a clearance. One that was given back after its report
 * turned out to be none is withdrawn as it would have been before. Gives how many.
 */
export function dropPassed(db: Db, { now, onFailure = rethrow }: Planning): Promise<number> {
  const pairs = Object.entries(passedIn).flatMap(([kind, statuses]) => statuses.map((status) => ({ kind, status })))
  const bindings = { pairs: JSON.stringify(pairs), over: [...overIn] }
  return inBatches<Passed>(
    db,
    {
      due: (trx, batch) => rows(trx, dueText, { ...bindings, ...batch }),
      act: (trx, visits) => drop(trx, visits, now),
    },
    onFailure,
  )
}

function rethrow(error: unknown): never {
  throw error
}

const dueText = `
  select v.id, case when v.cause = 'report' then r.status else w.status end as status, v.municipality_id,
         v.works_id, v.assigned_to, v.cause = 'report' as is_of_report
  from visit v join works w on w.id = v.works_id left join report r on r.id = v.report_id
  where v.state in ('due','taken') and v.id <> all (cast(:without as uuid[])) and (
    v.cause = 'report' and v.state = 'due' and r.status in ('rejected','duplicate')
    or exists (
      select 1 from jsonb_to_recordset(cast(:pairs as jsonb)) as p (kind text, status text)
      where p.kind = v.kind and p.status = w.status
        and (v.cause not in ('asked','defect') or w.status = any (cast(:over as text[]))))
    or v.kind = 'investigation' and v.cause <> 'report' and w.status = 'closed' and exists (
      select 1 from works_history h where h.works_id = w.id and h.event = 'clear' and h.at >= v.created_at))
  order by v.id limit :limit for update of w, v skip locked`

async function drop(db: Db, visits: readonly Passed[], now: Date): Promise<number> {
  await rows(
    db,
    `update visit v set state = 'dropped', ended_at = cast(:now as timestamptz), drop_reason = p.status,
       withdrawn = (v.cause = 'report'), version = v.version + 1
     from jsonb_to_recordset(cast(:visits as jsonb)) as p (id uuid, status text) where v.id = p.id`,
    { now, visits: JSON.stringify(visits) },
  )
  const ofReports = visits.filter(({ is_of_report }) => is_of_report)
  const ofWorks = visits.filter(({ is_of_report }) => !is_of_report)
  await tellDropped(db, ofReports, { reason: isNone, at: now, by: null })
  await tellDropped(db, ofWorks, { reason: isPast, at: now, by: null })
  await record(
    db,
    visits.map(({ id, status, municipality_id }) => ({
      subject: 'visit',
      id,
      municipalities: [municipality_id],
      event: 'drop',
      after: { status },
    })),
  )
  return visits.length
}
