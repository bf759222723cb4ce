import { createReadStream } from 'node:fs'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { ColumnCount } from './columns.ts'
import type { Format, ReadItem, Told } from './formats/format.ts'
import { formatNamed } from './formats/index.ts'
import { refusal } from './reason.ts'
import { moveJob } from './store.ts'

const chunk = 200

/** What the work on a job needs besides its database: the time, and whether to go on. */
export interface Going {
  clock: () => Date
  /** False once the service closes. */
  going: () => boolean
}

/**
 * Reads a file into the job's rows, without judging them: the columns are counted, what cannot be read at all gets its
 * verdict at once. Ends in `needs_mapping`, in `refused` with the fault of the whole file, or as `interrupted`.
 */
export async function readFile(
  db: Db,
  jobId: string,
  { path, format }: { path: string; format: string },
  going: Going,
): Promise<void> {
  const stream = createReadStream(path)
  try {
    const reading = { columns: new ColumnCount(), total: 0 }
    const fault = await readRows(db, jobId, (formatNamed(format) as Format).read(stream), { ...going, reading })
    const refused = fault ?? (reading.total === 0 ? ({ code: 'empty_file' } as const) : null)
    const found = { columns: reading.columns.list(), hasShapes: reading.columns.hasShapes }
    const more = { columns: JSON.stringify(found), total: reading.total }
    const to = refused ? 'refused' : 'needs_mapping'
    await moveJob(db, jobId, { to, from: ['reading'], now: going.clock(), fault: refused, more })
  } finally {
    stream.destroy()
  }
}

interface Reading {
  columns: ColumnCount
  total: number
}

async function readRows(
  db: Db,
  jobId: string,
  items: AsyncIterable<ReadItem>,
  { reading, clock, going }: Going & { reading: Reading },
): Promise<Told | null> {
  let waiting: Staged[] = []
  const flush = async () => {
    await stage(db, jobId, waiting)
    await db('import_job').where({ id: jobId }).update({ total: reading.total, updated_at: clock() })
    waiting = []
  }
  for await (const item of items) {
    if (item.fault) return item.fault
    if (!going()) throw new Error('The service closes.')
    reading.total += 1
    waiting.push(staged(reading.total, item, reading.columns))
    if (waiting.length >= chunk) await flush()
  }
  if (waiting.length) await flush()
  return null
}

interface Staged {
  place: number
  feature: Record<string, unknown> | null
  verdict: 'refused' | null
  reasons: unknown[]
}

/** NUL, and half of a surrogate pair: PostgreSQL stores neither in JSON. */
const unstorable = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i

function staged(place: number, item: Exclude<ReadItem, { fault: Told }>, columns: ColumnCount): Staged {
  const told: Told | undefined =
    item.refused ?? (unstorable.test(JSON.stringify(item.feature)) ? { code: 'bad_character' } : undefined)
  if (told) {
    const reason = refusal(told.code, '', told.values ? { values: told.values } : {})
    return { place, feature: null, verdict: 'refused', reasons: [reason] }
  }
  columns.add(item.feature ?? {})
  return { place, feature: item.feature ?? null, verdict: null, reasons: [] }
}

async function stage(db: Db, jobId: string, items: readonly Staged[]): Promise<void> {
  await rows(
    db,
    `insert into import_row (job_id, place, feature, verdict, reasons)
     select cast(:jobId as uuid), i.place, i.feature, i.verdict, i.reasons
     from jsonb_to_recordset(cast(:items as jsonb)) as i (place int, feature jsonb, verdict text, reasons jsonb)`,
    { jobId, items: JSON.stringify(items) },
  )
}
