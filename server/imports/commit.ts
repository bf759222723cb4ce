import { tellWho } from '../access/under.ts'
import { type Change, record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { allowLongStatements } from '../database/long-statements.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { lockGround } from '../works/ground.ts'
import type { WorksKeeper } from '../works/store.ts'
import { holdJob } from './alive.ts'
import { chunksOf, mostStatementBytes } from './chunks.ts'
import type { ImportKind } from './contract.ts'
import { kinds } from './kinds/index.ts'
import type { Importer, Kind, Storing } from './kinds/kind.ts'
import { refuseAlike, refuseTaken, type Waiting, waitingRows } from './late.ts'
import { countsOf, findJob, moveJob } from './store.ts'
import { Tally } from './tally.ts'

const mostRows = 200
/** What a decision on works reads under its locks. */
const lockedGround: readonly ImportKind[] = ['works', 'pavement']
const statementMilliseconds = 600_000

export interface Committing {
  pack: RulePack
  keeper: WorksKeeper
  importer: Importer
  clock: () => Date
}

/**
 * Stores the good rows of a job in status `committing`: all chunks in one transaction, neighbours on the ground together,
 * so that a commit that fails leaves nothing behind. What was recorded since the check is refused, not the commit.
 * The job's row is held from the start to the end: nobody can take the commit for dead, or the job for another one.
 */
export async function commitRows(db: Db, jobId: string, committing: Committing): Promise<void> {
  const job = await findJob(db, jobId, committing.importer.userId)
  if (!job) return
  await db.transaction((trx) =>
    allowLongStatements(trx, statementMilliseconds, async () => {
      await tellWho(trx, committing.importer)
      const held = await holdJob(trx, jobId)
      if (held?.status !== 'committing') return
      const tally = new Tally(held)
      const { stored, changes } = await storeRows(trx, { ...job, tally }, committing)
      await forgetFeatures(trx, jobId)
      const more = { stored, ...countsOf(tally.counted) }
      const isCommitted = await moveJob(trx, jobId, {
        to: 'committed',
        from: ['committing'],
        now: committing.clock(),
        more,
      })
      if (!isCommitted) throw new Error('The job moved while its commit held it.')
      const after = { kind: job.kind, fileName: job.file_name, stored }
      await recordInParts(trx, [
        ...changes,
        { subject: 'import', id: jobId, agency: job.agency_id, event: 'commit', after },
      ])
    }),
  )
}

interface Job {
  id: string
  kind: ImportKind
  tally: Tally
}

/** The audit comes last: others wait for the heads of its chains, and must not wait for a whole import. */
async function recordInParts(db: Db, changes: readonly Change[]): Promise<void> {
  const most = { items: mostRows, weight: mostStatementBytes }
  for (const chunk of chunksOf(changes, most, (change) => JSON.stringify(change).length)) await record(db, chunk)
}

async function storeRows(db: Db, job: Job, { pack, keeper, importer, clock }: Committing) {
  const most = { items: mostRows, weight: mostStatementBytes }
  const chunks = chunksOf(await goodRows(db, job.id), most, ({ bytes }) => bytes)
  // One chunk locks the ground it touches. Several would gather more locks than the database keeps, in an order that
  // could block another commit for good: they lock the whole register once.
  const inParts = chunks.length > 1
  if (lockedGround.includes(job.kind) && inParts) await lockGround(db, null)
  const storing = { pack, importer, now: clock(), keeper, inParts }
  let stored = 0
  const changes: Change[] = []
  const placesOf = (chunk: (typeof chunks)[number]) => chunk.map(({ place }) => place)
  // before anything is stored: rows of one file may be alike
  for (const chunk of chunks) await refuseAlike(db, job, placesOf(chunk), storing)
  for (const chunk of chunks) {
    const done = await storeChunk(db, job, placesOf(chunk), storing)
    stored += done.stored
    changes.push(...done.changes)
  }
  if (inParts) await recordStored(db, job)
  return { stored, changes }
}

/** What has a history of its own is told from there. */
async function recordStored(db: Db, { id, kind }: Job): Promise<void> {
  const { record: recordAll } = kinds[kind]
  if (!recordAll) return
  const stored = await rows<{ id: string }>(
    db,
    'select stored_id as id from import_row where job_id = cast(:id as uuid) and stored_id is not null order by place',
    { id },
  )
  for (let from = 0; from < stored.length; from += mostRows)
    await recordAll(
      db,
      stored.slice(from, from + mostRows).map((one) => one.id),
    )
}

function goodRows(db: Db, jobId: string): Promise<{ place: number; bytes: number }[]> {
  return rows(
    db,
    `select place, bytes from import_row
     where job_id = cast(:jobId as uuid) and verdict in ('ok', 'warning') order by ground_order, place`,
    { jobId },
  )
}

async function storeChunk(db: Db, { id, kind: name, tally }: Job, places: number[], storing: Storing) {
  const kind = kinds[name]
  const waiting = await waitingRows(db, id, places)
  const good = kind.whenRecorded === 'refuse' ? await refuseTaken(db, { id, kind, tally }, waiting) : waiting
  if (good.length === 0) return { stored: 0, changes: [] }
  const prepared = good.map((row) => row.prepared)
  const changes = await kind.store(db, prepared, storing)
  await noteStored(db, id, good, kind)
  return { stored: good.length, changes }
}

/** What the rows became; what they were made from is needed no more. */
async function noteStored(db: Db, jobId: string, stored: readonly Waiting[], { keepsId }: Kind): Promise<void> {
  await rows(
    db,
    `update import_row r set stored_id = s.id, feature = null, prepared = null
     from unnest(cast(:places as int[]), cast(:ids as uuid[])) as s (place, id)
     where r.job_id = cast(:jobId as uuid) and r.place = s.place`,
    {
      jobId,
      places: stored.map(({ place }) => place),
      ids: stored.map(({ prepared }) => (keepsId ? prepared.id : null)),
    },
  )
}

/** A committed job is not checked again: of its refused rows, too, only verdict and reasons are kept. */
async function forgetFeatures(db: Db, jobId: string): Promise<void> {
  await db('import_row').where({ job_id: jobId }).whereNotNull('feature').update({ feature: null, prepared: null })
}

/** PostgreSQL's code for a key that is recorded already. */
export function isRepeat(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505'
}
