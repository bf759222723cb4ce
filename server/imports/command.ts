import { basename } from 'node:path'
import { ensureRoot } from '../agencies/store.ts'
import { keeper } from '../coordination/register.ts'
import type { Db } from '../database/connect.ts'
import type { RulePack } from '../policy/contract.ts'
import { type ImportKind, importKinds, type Mapping } from './contract.ts'
import { agencyBook } from './kinds/agency.ts'
import type { Importer } from './kinds/kind.ts'
import { mappingFault } from './mapping.ts'
import { faultsOf, type Order, readOrder } from './order.ts'
import { proposeMapping } from './proposal.ts'
import { listRows } from './row-list.ts'
import { ImportRunner } from './runner.ts'
import { createJob, deleteJob, findJob, type JobRow, moveJob, wireJob } from './store.ts'

const rowsAtOnce = 500

export const usage = `import --kind ${importKinds.join('|')} --file <file> [--mapping <file.json>] [--agency <code>] [--commit]
  without --mapping the one proposed from the columns is used; without --commit nothing is stored`

/** Where the lines go: what was asked for, and what went wrong. */
interface Printing {
  say: (line: string) => void
  complain: (line: string) => void
}

const terminal: Printing = {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
}

/**
 * `cli.ts import`: prints each reason given to a row with its own verdict, and the counts; with `--commit` stores the
 * good rows. Acts as the office. Gives false where nothing could be taken in.
 */
export async function importCommand(
  { db, pack, args }: { db: Db; pack: RulePack; args: string[] },
  printing: Printing = terminal,
): Promise<boolean> {
  const order = readOrder(args)
  if (order === 'help') {
    printing.say(usage)
    return true
  }
  if ('wrong' in order) {
    printing.complain(`${order.wrong}\n${usage}`)
    return false
  }
  await ensureRoot(db, pack)
  const importer = await importerOf(db, order.agency)
  if (!importer) {
    printing.complain(`unknown agency ${order.agency}`)
    return false
  }
  return new Import({ db, pack, importer }, printing).run(order)
}

async function importerOf(db: Db, agency: string | null): Promise<Importer | null> {
  if (agency === null) return { userId: null, agencyId: null, isOffice: true }
  const known = (await db('organisation').where({ code: agency }).first('id')) as { id: string } | undefined
  return known ? { userId: null, agencyId: known.id, isOffice: true } : null
}

/** One import from the command line: read, checked and, where asked for, committed. */
class Import {
  readonly #db: Db
  readonly #importer: Importer
  readonly #runner: ImportRunner
  readonly #printing: Printing

  constructor({ db, pack, importer }: { db: Db; pack: RulePack; importer: Importer }, printing: Printing) {
    this.#db = db
    this.#importer = importer
    this.#printing = printing
    const log = { error: ({ err }: { err: unknown }) => printing.complain(String(err)) }
    this.#runner = new ImportRunner({ db, pack, clock: now, keeper }, log)
  }

  /** A job that stored nothing is not kept. */
  async run({ kind, file, fileBytes, format, mapping, commit }: Order): Promise<boolean> {
    if (mapping && !(await this.#mayUse(kind, mapping))) return false
    const described = { fileName: basename(file), fileBytes, format, userId: null, agencyId: this.#importer.agencyId }
    const jobId = await createJob(this.#db, { ...described, kind, mapping }, now())
    let kept = false
    try {
      await this.#runner.readAndCheck(jobId, { path: file, format }, this.#importer)
      await this.#checkAsProposed(jobId)
      const checked = await this.#job(jobId)
      await this.#printVerdicts(checked)
      const { ok = 0, warning = 0 } = checked.counts
      if (checked.status !== 'checked' || ok + warning === 0) return false
      if (!commit) return true
      kept = await this.#commit(jobId)
      return kept
    } finally {
      if (!kept) await deleteJob(this.#db, jobId)
    }
  }

  async #mayUse(kind: ImportKind, mapping: Mapping): Promise<boolean> {
    const checking = { importer: this.#importer, agencies: await agencyBook(this.#db) }
    const { problem } = mappingFault(kind, mapping, checking)
    if (problem) this.#printing.complain(faultsOf(problem))
    return !problem
  }

  /** Without a mapping of their own, the columns are taken as they are proposed. */
  async #checkAsProposed(jobId: string): Promise<void> {
    const job = await this.#job(jobId)
    if (job.status !== 'needs_mapping' || !job.columns) return
    const mapping = proposeMapping(job.kind, job.columns.columns, job.columns.hasShapes)
    this.#printing.say(`mapping as proposed: ${JSON.stringify(mapping)}`)
    if (!(await this.#mayUse(job.kind, mapping))) return
    const more = { mapping: JSON.stringify(mapping) }
    if (await moveJob(this.#db, jobId, { to: 'checking', from: ['needs_mapping'], now: now(), more }))
      await this.#runner.check(jobId, this.#importer)
  }

  async #commit(jobId: string): Promise<boolean> {
    await moveJob(this.#db, jobId, { to: 'committing', from: ['checked'], now: now() })
    await this.#runner.commit(jobId, this.#importer)
    const job = await this.#job(jobId)
    const isStored = job.status === 'committed'
    if (isStored) this.#printing.say(`stored ${job.stored}`)
    else this.#printing.complain(`not stored: ${wireJob(job, 'en').fault?.message ?? job.status}`)
    return isStored
  }

  async #job(jobId: string): Promise<JobRow> {
    const job = await findJob(this.#db, jobId, null)
    if (!job) throw new Error('the import was deleted meanwhile')
    return job
  }

  async #printVerdicts(job: JobRow): Promise<void> {
    const { say, complain } = this.#printing
    for (let after: number | null = 0; after !== null; ) {
      const { items }: Awaited<ReturnType<typeof listRows>> = await listRows(
        this.#db,
        job.id,
        { limit: rowsAtOnce, after },
        'en',
      )
      for (const { place, sourceId, reasons } of items)
        for (const { code, verdict, message } of reasons)
          say([place, sourceId ?? '-', verdict, code, message].join('\t'))
      after = items.length < rowsAtOnce ? null : (items.at(-1)?.place ?? null)
    }
    const { status, fault, total, counts, reasons } = wireJob(job, 'en')
    for (const { code, verdict, rows } of reasons) say(`${verdict.padEnd(8)} ${code.padEnd(24)} ${rows}`)
    say(`${status}  rows ${total}  ok ${counts.ok}  warning ${counts.warning}  refused ${counts.refused}`)
    if (fault) complain(fault.message)
    if (wantsAgencies(job)) say('to make the agencies that are not known, give a mapping with "createAgencies": true')
  }
}

/** Rows named agencies that are not known, and may have them made. */
function wantsAgencies({ kind, mapping, reasons }: JobRow): boolean {
  const isUnknown = reasons.some(({ code }) => code === 'agency_unknown' || code === 'agency_default')
  return isUnknown && (kind === 'works' || kind === 'boundaries') && !mapping?.createAgencies
}

function now(): Date {
  return new Date()
}
