import type { Db } from '../database/connect.ts'
import { allowLongStatements } from '../database/long-statements.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import type { WorksKeeper } from '../works/store.ts'
import { kinds } from './kinds/index.ts'
import { type Importer, type Key, type Kind, keyText, type Storing } from './kinds/kind.ts'
import { refusal } from './reason.ts'
import { findJob, moveJob } from './store.ts'

const chunk = 200
const statementMilliseconds = 600_000

export interface Committing {
  pack: RulePack
  keeper: WorksKeeper
  importer: Importer
  clock: () => Date
}

/**
 * Stores the good rows of a job in status `committing`: all chunks in one transaction, neighbours on the ground together,
 * so that a commit that fails leaves nothing behind. A key that was recorded since the check is refused, not the commit.
 */
export async function commitRows(db: Db, jobId: string, { pack, keeper, importer, clock }: Committing): Promise<void> {
  const job = await findJob(db, jobId, importer.userId)
  if (!job) return
  const kind = kinds[job.kind]
  try {
    await db.transaction((trx) =>
      allowLongStatements(trx, statementMilliseconds, async () => {
        const places = await goodPlaces(trx, jobId)
        const storing = { pack, importer, now: clock(), keeper: await keeperFor(trx, places.length, keeper) }
        let stored = 0
        for (let from = 0; from < places.length; from += chunk)
          stored += await storeChunk(trx, jobId, places.slice(from, from + chunk), { kind, storing })
        await moveJob(trx, jobId, { to: 'committed', from: ['committing'], now: clock(), more: { stored } })
      }),
    )
  } catch (error) {
    if (!isRepeat(error)) throw error
    await moveJob(db, jobId, {
      to: 'checked',
      from: ['committing'],
      now: clock(),
      fault: { code: 'changed_meanwhile' },
    })
  }
}

async function goodPlaces(db: Db, jobId: string): Promise<number[]> {
  const found = await rows<{ place: number }>(
    db,
    `select place from import_row where job_id = cast(:jobId as uuid) and verdict in ('ok', 'warning') order by ground_order, place`,
    { jobId },
  )
  return found.map(({ place }) => place)
}

/**
 * One chunk locks the ground it touches. Several would gather more locks than the database keeps, in an order that
 * could block another commit for good: they lock the whole register once.
 */
async function keeperFor(db: Db, rowCount: number, keeper: WorksKeeper): Promise<WorksKeeper> {
  if (rowCount <= chunk) return keeper
  await keeper.lock(db, null)
  return { lock: () => Promise.resolve(), keep: keeper.keep }
}

interface Waiting {
  place: number
  prepared: { id: string; key: Key | null }
}

async function storeChunk(
  db: Db,
  jobId: string,
  places: readonly number[],
  { kind, storing }: { kind: Kind; storing: Storing },
): Promise<number> {
  const waiting = await rows<Waiting>(
    db,
    `select r.place, r.prepared
     from unnest(cast(:places as int[])) with ordinality as p (place, n)
     join import_row r on r.job_id = cast(:jobId as uuid) and r.place = p.place order by p.n`,
    { jobId, places: [...places] },
  )
  const taken = kind.whenRecorded === 'refuse' ? await taking(db, kind, waiting, storing.pack) : new Set<string>()
  const isTaken = ({ prepared }: Waiting) => prepared.key !== null && taken.has(keyText(prepared.key))
  const late = waiting.filter(isTaken)
  const good = waiting.filter((row) => !isTaken(row))
  if (late.length) await refuseLate(db, jobId, late)
  if (good.length === 0) return 0
  await kind.store(
    db,
    good.map(({ prepared }) => prepared),
    storing,
  )
  if (kind.keepsId) await noteStored(db, jobId, good)
  return good.length
}

async function taking(db: Db, kind: Kind, waiting: readonly Waiting[], pack: RulePack): Promise<Set<string>> {
  const keys = waiting.flatMap(({ prepared }) => prepared.key ?? [])
  return new Set((await kind.recorded(db, keys, pack)).map(keyText))
}

async function refuseLate(db: Db, jobId: string, late: readonly Waiting[]): Promise<void> {
  for (const { place, prepared } of late) {
    const reasons = [refusal('already_stored', 'id', { values: { key: prepared.key?.code ?? '' } })]
    await db('import_row')
      .where({ job_id: jobId, place })
      .update({ verdict: 'refused', reasons: JSON.stringify(reasons), prepared: null })
  }
}

async function noteStored(db: Db, jobId: string, stored: readonly Waiting[]): Promise<void> {
  await rows(
    db,
    `update import_row r set stored_id = s.id
     from unnest(cast(:places as int[]), cast(:ids as uuid[])) as s (place, id)
     where r.job_id = cast(:jobId as uuid) and r.place = s.place`,
    { jobId, places: stored.map(({ place }) => place), ids: stored.map(({ prepared }) => prepared.id) },
  )
}

/** PostgreSQL's code for a key that is recorded already. */
function isRepeat(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505'
}
