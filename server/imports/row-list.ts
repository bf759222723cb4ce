import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { type Page, page } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import type { ImportRow, Verdict } from './contract.ts'
import { type Reason, spoken } from './reason.ts'

interface RowRow {
  place: number
  source_id: string | null
  title: string | null
  verdict: Verdict | null
  reasons: Reason[]
  stored_id: string | null
  number: string | null
}

interface Asked {
  verdict?: Verdict | undefined
  limit: number
  after: number
}

/** A page of a job's rows with their verdicts, in the order of the file. */
export async function listRows(
  db: Db,
  jobId: string,
  { verdict, limit, after }: Asked,
  language: Language,
): Promise<Page<ImportRow>> {
  const found = await rows<RowRow>(
    db,
    `select r.place, r.source_id, r.title, r.verdict, r.reasons, r.stored_id, w.number
     from import_row r left join works w on w.id = r.stored_id
     where r.job_id = cast(:jobId as uuid) and r.place > :after and (cast(:verdict as text) is null or r.verdict = :verdict)
     order by r.place limit :limit`,
    { jobId, after, verdict: verdict ?? null, limit: limit + 1 },
  )
  return page(
    found,
    limit,
    (row) => wireRow(row, language),
    ({ place }) => [place],
  )
}

function wireRow(row: RowRow, language: Language): ImportRow {
  return {
    place: row.place,
    sourceId: row.source_id,
    title: row.title,
    verdict: row.verdict,
    reasons: row.reasons.map((reason) => spoken(reason, language)),
    stored: row.stored_id === null ? null : { id: row.stored_id, number: row.number },
  }
}
