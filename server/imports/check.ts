import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import { mostStatementBytes } from './chunks.ts'
import type { Verdict } from './contract.ts'
import { groundOrder } from './ground-order.ts'
import { type Incoming, isGood, type Judging, judge, type Seen } from './judge.ts'
import { agencyBook } from './kinds/agency.ts'
import { kinds } from './kinds/index.ts'
import type { Checking } from './kinds/kind.ts'
import type { Going } from './read.ts'
import { type Reason, verdictOf } from './reason.ts'
import { countsOf, findJob, type JobRow, moveJob, noteProgress } from './store.ts'
import { Tally } from './tally.ts'

const mostRows = 100

/** Gives every row its verdict, chunk by chunk. Ends in `checked`; where the job has moved on or is gone, it just ends. */
export async function checkRows(
  db: Db,
  jobId: string,
  { pack, importer, clock, going }: Going & { pack: RulePack },
): Promise<void> {
  const job = await findJob(db, jobId, importer.userId)
  if (job?.status !== 'checking' || !job.mapping) return
  const today = dayAt(clock(), pack.zone)
  const monthFirst = new Set(job.columns?.columns.flatMap((column) => (column.monthFirst ? column.name : [])))
  const checking: Checking = { mapping: job.mapping, monthFirst, pack, importer, agencies: await agencyBook(db), today }
  const kind = kinds[job.kind]
  const seen: Seen = { keys: new Map(), likenesses: new Map() }
  const tally = await unreadable(db, jobId)
  for (let after = 0; ; ) {
    const incoming = await nextRows(db, jobId, after)
    const last = incoming.at(-1)
    if (!last) break
    if (!going()) throw new Error('The service closes.')
    const judged = await judge(db, incoming, { kind, checking, seen })
    after = last.place
    if (!(await keepVerdicts(db, job, judged, { tally, checked: after, now: clock() }))) return
  }
  const more = { checked: job.total, ...countsOf(tally.counted) }
  await moveJob(db, jobId, { to: 'checked', from: ['checking'], version: job.version, now: clock(), more })
}

/** The rows that got their verdict when the file was read. */
async function unreadable(db: Db, jobId: string): Promise<Tally> {
  const known = (await db('import_row').where({ job_id: jobId, feature: null }).select('verdict', 'reasons')) as {
    verdict: Verdict
    reasons: Reason[]
  }[]
  const tally = new Tally()
  for (const { verdict, reasons } of known) tally.add(verdict, reasons)
  return tally
}

/** So many rows, or so many bytes, but one row at least. */
function nextRows(db: Db, jobId: string, after: number): Promise<Incoming[]> {
  return rows<Incoming>(
    db,
    `with next as (
       select place, bytes from import_row
       where job_id = cast(:jobId as uuid) and place > :after and feature is not null order by place limit :mostRows
     ),
     fitting as (select place, sum(bytes) over (order by place) as together, bytes from next)
     select r.place, r.feature
     from fitting f join import_row r on r.job_id = cast(:jobId as uuid) and r.place = f.place
     where f.together <= :mostBytes or f.together = f.bytes
     order by r.place`,
    { jobId, after, mostRows, mostBytes: mostStatementBytes },
  )
}

/** Verdicts and progress in one transaction: work that was given up writes nothing into the work after it. */
function keepVerdicts(
  db: Db,
  job: JobRow,
  judged: readonly Judging[],
  { tally, checked, now }: { tally: Tally; checked: number; now: Date },
): Promise<boolean> {
  for (const { reasons } of judged) tally.add(verdictOf(reasons), reasons)
  return db.transaction(async (trx) => {
    if (!(await noteProgress(trx, job, now, { checked, counted: tally.counted }))) return false
    await writeVerdicts(trx, job.id, judged)
    return true
  })
}

async function writeVerdicts(db: Db, jobId: string, judged: readonly Judging[]): Promise<void> {
  const given = judged.map((row) => {
    const { place, reasons, sourceId, title, key, geometry, prepared } = row
    return {
      place,
      verdict: verdictOf(reasons),
      reasons,
      source_id: sourceId,
      title,
      prepared: isGood(row) ? { ...prepared, key } : null,
      ground_order: geometry ? groundOrder(geometry) : null,
    }
  })
  await rows(
    db,
    `update import_row r
     set verdict = v.verdict, reasons = v.reasons, source_id = v.source_id, title = v.title, prepared = v.prepared,
         ground_order = v.ground_order
     from jsonb_to_recordset(cast(:given as jsonb))
       as v (place int, verdict text, reasons jsonb, source_id text, title text, prepared jsonb, ground_order bigint)
     where r.job_id = cast(:jobId as uuid) and r.place = v.place`,
    { jobId, given: JSON.stringify(given) },
  )
}
