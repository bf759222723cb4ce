import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureRoot } from '../agencies/store.ts'
import { keeper } from '../app.ts'
import type { Db } from '../database/connect.ts'
import type { Problem } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { type ImportKind, importKinds, type Mapping } from './contract.ts'
import { endings, formatOf } from './formats/index.ts'
import type { Importer } from './kinds/kind.ts'
import { mappingFault, readMapping } from './mapping.ts'
import { sayImports } from './messages.ts'
import { proposeMapping } from './proposal.ts'
import { ImportRunner } from './runner.ts'
import { createJob, deleteJob, findJob, type JobRow, listRows, moveJob, wireJob } from './store.ts'

const rowsAtOnce = 500

const usage = `import --kind ${importKinds.join('|')} --file <file> [--mapping <file.json>] [--agency <code>] [--commit]
  without --mapping the one proposed from the columns is used; without --commit nothing is stored
`

interface Order {
  kind: ImportKind
  file: string
  mapping: Mapping | null
  agency: string | null
  commit: boolean
}

/**
 * `cli.ts import`: prints the verdict on each row that is not simply good, and the counts; with `--commit` stores the
 * good rows. Acts as the office. Gives false where nothing could be taken in.
 */
export async function importCommand({ db, pack, args }: { db: Db; pack: RulePack; args: string[] }): Promise<boolean> {
  const order = readOrder(args)
  if (typeof order === 'string') {
    process.stderr.write(`${order}\n${usage}`)
    return false
  }
  await ensureRoot(db, pack)
  const importer = await importerOf(db, order.agency)
  if (!importer) return complain(`unknown agency ${order.agency}`)
  const clock = () => new Date()
  const runner = new ImportRunner(
    { db, pack, clock, keeper },
    { error: ({ err }: { err: unknown }) => complain(String(err)) },
  )
  const format = formatOf(order.file)?.name
  if (!format) return complain(sayImports('unknown_format', { formats: endings.join(', ') })('en'))
  const file = { fileName: basename(order.file), fileBytes: statSync(order.file).size, format }
  const owner = { userId: null, agencyId: importer.agencyId }
  const jobId = await createJob(db, { ...file, ...owner, kind: order.kind, mapping: order.mapping }, clock())
  let kept = false
  try {
    await runner.readAndCheck(jobId, { path: order.file, format }, importer)
    await checkAsProposed(db, jobId, { runner, importer, now: clock() })
    const checked = await jobOf(db, jobId)
    await printVerdicts(db, checked)
    if (checked.status !== 'checked') return false
    if (!order.commit) return true
    await moveJob(db, jobId, { to: 'committing', from: ['checked'], now: clock() })
    await runner.commit(jobId, importer)
    const committed = await jobOf(db, jobId)
    kept = committed.status === 'committed'
    return say(kept ? `stored ${committed.stored}` : `not stored: ${wireJob(committed, 'en').fault?.message}`) && kept
  } finally {
    if (!kept) await deleteJob(db, jobId)
  }
}

function readOrder(args: string[]): Order | string {
  let given: { kind?: string; file?: string; mapping?: string; agency?: string; commit?: boolean }
  try {
    const text = { type: 'string' } as const
    const options = { kind: text, file: text, mapping: text, agency: text, commit: { type: 'boolean' } } as const
    given = parseArgs({ args, options }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const kind = importKinds.find((one) => one === given.kind)
  if (!kind) return 'name the kind'
  if (!given.file) return 'name the file'
  const mapping = readMapping(given.mapping === undefined ? undefined : readFileSync(given.mapping, 'utf8'), undefined)
  if (mapping.problem) return faultsOf(mapping.problem)
  const fault = mapping.value ? mappingFault(kind, mapping.value, true).problem : undefined
  if (fault) return faultsOf(fault)
  return { kind, file: given.file, mapping: mapping.value, agency: given.agency ?? null, commit: given.commit ?? false }
}

function faultsOf({ name, errors }: Problem): string {
  return (errors ?? []).map(({ path, message }) => `${path}: ${message('en')}`).join('\n') || name
}

async function importerOf(db: Db, agency: string | null): Promise<Importer | null> {
  if (agency === null) return { userId: null, agencyId: null, isOffice: true }
  const known = (await db('organisation').where({ code: agency }).first('id')) as { id: string } | undefined
  return known ? { userId: null, agencyId: known.id, isOffice: true } : null
}

/** Without a mapping of their own, the columns are taken as they are proposed. */
async function checkAsProposed(
  db: Db,
  jobId: string,
  { runner, importer, now }: { runner: ImportRunner; importer: Importer; now: Date },
): Promise<void> {
  const job = await jobOf(db, jobId)
  if (job.status !== 'needs_mapping' || !job.columns) return
  const mapping = proposeMapping(job.kind, job.columns.columns, job.columns.hasShapes)
  say(`mapping as proposed: ${JSON.stringify(mapping)}`)
  const fault = mappingFault(job.kind, mapping, true)
  if (fault.problem) return void complain(faultsOf(fault.problem))
  await moveJob(db, jobId, { to: 'checking', from: ['needs_mapping'], now, more: { mapping: JSON.stringify(mapping) } })
  await runner.check(jobId, importer)
}

async function jobOf(db: Db, jobId: string): Promise<JobRow> {
  return (await findJob(db, jobId, null)) as JobRow
}

async function printVerdicts(db: Db, job: JobRow): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const { items }: Awaited<ReturnType<typeof listRows>> = await listRows(
      db,
      job.id,
      { limit: rowsAtOnce, after },
      'en',
    )
    for (const { place, sourceId, verdict, reasons } of items)
      for (const { code, message } of reasons) say([place, sourceId ?? '-', verdict ?? '-', code, message].join('\t'))
    after = items.length < rowsAtOnce ? null : (items.at(-1)?.place ?? null)
  }
  const { status, fault, total, counts, reasons } = wireJob(job, 'en')
  for (const { code, verdict, rows } of reasons) say(`${verdict.padEnd(8)} ${code.padEnd(24)} ${rows}`)
  say(`${status}  rows ${total}  ok ${counts.ok}  warning ${counts.warning}  refused ${counts.refused}`)
  if (fault) complain(fault.message)
}

function say(line: string): true {
  process.stdout.write(`${line}\n`)
  return true
}

function complain(line: string): false {
  process.stderr.write(`${line}\n`)
  return false
}
