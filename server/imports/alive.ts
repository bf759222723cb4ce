import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { JobRow } from './store.ts'

/** How often work on a job says that it goes on, and after how long a silence nobody works on it any more. */
const beatMilliseconds = 5_000
export const silentSeconds = 60

/**
 * Tells work that goes on from work whose process ended. Reading and checking say so every few seconds. A commit cannot,
 * as nothing that it writes is seen before its end: it holds the row of its job, and whoever looks for silent jobs passes
 * over rows that are held. The database lets go of the row when the connection of a process is gone.
 */
export async function whileAlive<T>(
  db: Db,
  jobId: string,
  work: () => Promise<T>,
  milliseconds = beatMilliseconds,
): Promise<T> {
  let isAsking = false
  const timer = setInterval(() => {
    if (isAsking) return
    isAsking = true
    void sayAlive(db, jobId).finally(() => {
      isAsking = false
    })
  }, milliseconds)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

const moving = `status in ('reading','checking','committing')`

/** A beat that cannot be written is one that is missing; the next may be there in time. */
async function sayAlive(db: Db, jobId: string): Promise<void> {
  const held = `select id from import_job where id = cast(:jobId as uuid) and ${moving} for update skip locked`
  await rows(db, `update import_job set seen_at = clock_timestamp() where id in (${held})`, { jobId }).catch(
    () => undefined,
  )
}

/** Locks the row of a job until the transaction ends; gives it as it stands then. */
export async function holdJob(db: Db, id: string): Promise<Pick<JobRow, 'status' | 'counts' | 'reasons'> | undefined> {
  return db('import_job').where({ id }).forUpdate().first('status', 'counts', 'reasons')
}

/** Notes the jobs that nobody works on any more: all that are moving, or those silent for so many seconds. */
export async function noteInterrupted(db: Db, seconds: number | 'all', now: Date): Promise<void> {
  const silent = seconds === 'all' ? '' : 'and seen_at < clock_timestamp() - make_interval(secs => :seconds)'
  await rows(
    db,
    `update import_job
     set status = 'interrupted', version = version + 1, updated_at = :now, fault = cast(:fault as jsonb)
     where id in (select id from import_job where ${moving} ${silent} for update skip locked)`,
    { now, fault: JSON.stringify({ code: 'interrupted' }), ...(seconds === 'all' ? {} : { seconds }) },
  )
}
