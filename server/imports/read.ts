import { createReadStream } from 'node:fs'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { storable } from '../language/contract.ts'
import { mostStatementBytes } from './chunks.ts'
import { ColumnCount } from './columns.ts'
import type { Format, ReadItem, Told } from './formats/format.ts'
import { formatNamed } from './formats/index.ts'
import type { Importer } from './kinds/kind.ts'
import { type Reason, refusal } from './reason.ts'
import { findJob, type JobRow, moveJob, noteProgress } from './store.ts'
import { Tally } from './tally.ts'

const mostRows = 200

/** What the work on a job needs besides its database: the time, whether to go on, and for whom. */
export interface Going {
  clock: () => Date
  /** False once the service closes. */
  going: () => boolean
  importer: Importer
}

/**
 * Reads a file into the job's rows, without judging them: the columns are counted, what cannot be read at all gets its
 * verdict at once. Ends in `needs_mapping`, in `refused` with the fault of the whole file, or as `interrupted`; where the
 * job is gone meanwhile, it just ends.
 */
export async function readFile(
  db: Db,
  jobId: string,
  { path, format }: { path: string; format: string },
  { clock, going, importer }: Going,
): Promise<void> {
  const job = await findJob(db, jobId, importer.userId)
  if (job?.status !== 'reading') return
  const stream = createReadStream(path)
  try {
    const staging = new Staging(db, job, clock)
    const fault = await readRows((formatNamed(format) as Format).read(stream), staging, going)
    const refused = fault ?? (staging.total === 0 ? ({ code: 'empty_file' } as const) : null)
    const found = { columns: staging.columns.list(), hasShapes: staging.columns.hasShapes }
    const to = refused ? 'refused' : 'needs_mapping'
    const more = { columns: JSON.stringify(found), total: staging.total }
    await moveJob(db, jobId, { to, from: ['reading'], now: clock(), version: job.version, fault: refused, more })
  } finally {
    stream.destroy()
  }
}

async function readRows(items: AsyncIterable<ReadItem>, staging: Staging, going: () => boolean): Promise<Told | null> {
  for await (const item of items) {
    if (item.fault) return item.fault
    if (!going()) throw new Error('The service closes.')
    if (!(await staging.take(item))) return null
  }
  await staging.write()
  return null
}

/** Puts rows into the database a chunk at a time: so many rows, or so many bytes. */
class Staging {
  readonly columns = new ColumnCount()
  total = 0
  readonly #tally = new Tally()
  readonly #db: Db
  readonly #job: JobRow
  readonly #clock: () => Date
  #waiting: string[] = []
  #bytes = 0

  constructor(db: Db, job: JobRow, clock: () => Date) {
    this.#db = db
    this.#job = job
    this.#clock = clock
  }

  /** False where the job has moved on. */
  async take({ feature, refused }: Exclude<ReadItem, { fault: Told }>): Promise<boolean> {
    this.total += 1
    const told = refused ?? (isStorable(feature) ? undefined : ({ code: 'bad_character' } as const))
    const text = told ? this.#refused(told) : this.#readable(feature ?? {})
    const bytes = Buffer.byteLength(text)
    const hasRoom = this.#waiting.length < mostRows && this.#bytes + bytes <= mostStatementBytes
    const stands = this.#waiting.length === 0 || hasRoom || (await this.write())
    this.#waiting.push(text)
    this.#bytes += bytes
    return stands
  }

  #refused({ code, values }: Told): string {
    const reasons: Reason[] = [refusal(code, '', values ? { values } : {})]
    this.#tally.add('refused', reasons)
    return JSON.stringify({ place: this.total, feature: null, bytes: 0, verdict: 'refused', reasons })
  }

  #readable(feature: Record<string, unknown>): string {
    this.columns.add(feature)
    const text = JSON.stringify(feature)
    const bytes = Buffer.byteLength(text)
    return `{"place":${this.total},"feature":${text},"bytes":${bytes},"verdict":null,"reasons":[]}`
  }

  /** Writes what waits; false where the job has moved on. */
  write(): Promise<boolean> {
    const items = `[${this.#waiting.join(',')}]`
    const progress = { total: this.total, counted: this.#tally.counted }
    this.#waiting = []
    this.#bytes = 0
    return this.#db.transaction(async (trx) => {
      if (!(await noteProgress(trx, this.#job, this.#clock(), progress))) return false
      await stage(trx, this.#job.id, items)
      return true
    })
  }
}

async function stage(db: Db, jobId: string, items: string): Promise<void> {
  await rows(
    db,
    `insert into import_row (job_id, place, feature, bytes, verdict, reasons)
     select cast(:jobId as uuid), i.place, i.feature, i.bytes, i.verdict, i.reasons
     from jsonb_to_recordset(cast(:items as jsonb))
       as i (place int, feature jsonb, bytes int, verdict text, reasons jsonb)`,
    { jobId, items },
  )
}

const storableText = new RegExp(storable.pattern, 'u')

/** Whether a database can hold every text in it, the names of members too. */
export function isStorable(feature: unknown): boolean {
  const work = [feature]
  while (work.length > 0) {
    const one = work.pop()
    if (typeof one === 'string' && !storableText.test(one)) return false
    if (Array.isArray(one)) for (const item of one) work.push(item)
    else if (typeof one === 'object' && one !== null)
      for (const [name, value] of Object.entries(one)) work.push(name, value)
  }
  return true
}
