import { uuidv7 } from 'uuidv7'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows, sql } from '../../database/sql.ts'
import type { InspectionKind } from '../checklists/contract.ts'
import type { VisitCause } from './contract.ts'

const insertText = sql(import.meta.url, 'insert.sql')

/** A visit to plan, and what is behind it. */
export interface PlannedVisit {
  worksId: string
  kind: InspectionKind
  cause: VisitCause
  /** A calendar day. */
  dueOn: string
  note?: string | null
  /** Whom the office sends; without it, whoever takes it. */
  assignedTo?: string | null
  reportId?: string
  /** The inspection that failed. */
  failedId?: string
  defectId?: string
}

interface Planned {
  id: string
  works_id: string
  kind: InspectionKind
  cause: VisitCause
  due_on: string
  municipality_id: string
}

/**
 * Plans visits, in the transaction of what causes them. The same cause plans once: a works reaches a stage once, a report,
 * a failed inspection and a defect ask for one visit each. Gives the ids of those that are new.
 */
export async function planVisits(
  db: Db,
  visits: readonly PlannedVisit[],
  { userId, now }: { userId: string | null; now: Date },
): Promise<string[]> {
  if (visits.length === 0) return []
  const given = visits.map((visit) => ({
    id: uuidv7(),
    works_id: visit.worksId,
    kind: visit.kind,
    cause: visit.cause,
    due_on: visit.dueOn,
    note: visit.note ?? null,
    assigned_to: visit.assignedTo ?? null,
    report_id: visit.reportId ?? null,
    failed_id: visit.failedId ?? null,
    defect_id: visit.defectId ?? null,
  }))
  const planned = await rows<Planned>(db, insertText, { visits: JSON.stringify(given), now, userId })
  await record(
    db,
    planned.map((visit) => ({
      subject: 'visit',
      id: visit.id,
      municipalities: [visit.municipality_id],
      event: 'plan',
      after: { worksId: visit.works_id, kind: visit.kind, cause: visit.cause, dueOn: visit.due_on },
    })),
  )
  return planned.map(({ id }) => id)
}
