import type { Actor } from '../access/actor.ts'
import { mayDo } from '../access/permissions.ts'
import type { Origin } from '../access/under.ts'
import { isOffice } from '../agencies/rules.ts'
import { record } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { sayHttp } from '../http/messages.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import { orTakeBack, type Steps } from '../http/write.ts'
import type { Language } from '../language/contract.ts'
import { type ImportJob, type ImportKind, type ImportStatus, importKinds, type Mapping } from './contract.ts'
import { endings, formatOf } from './formats/index.ts'
import { agencyBook } from './kinds/agency.ts'
import type { Importer } from './kinds/kind.ts'
import { mappingFault, readMapping } from './mapping.ts'
import { sayImports } from './messages.ts'
import type { ImportRunner } from './runner.ts'
import { countsOf, createJob, deleteJob, findJob, type JobRow, moveJob, wireJob } from './store.ts'
import type { Upload } from './upload.ts'

export interface Doing extends Steps {
  actor: Actor
  now: Date
  language: Language
  runner: ImportRunner
  /** Answer only when the work is done. */
  wait: boolean
}

/** Only the root authority imports for others: a file may lie anywhere, and its rows are not asked one by one. */
export function importerOf({ userId, agencyId, role, ground }: Actor, origin?: Origin): Importer {
  return { userId, agencyId, isOffice: isOffice(role) && ground === 'everywhere', ...(origin ? { origin } : {}) }
}

/** Begins an import from an uploaded file: reads it in the background, and checks it where a mapping came along. */
export async function beginImport(upload: Upload, doing: Doing): Promise<Outcome<ImportJob>> {
  const format = formatOf(upload.fileName)?.name ?? ''
  let begun: ImportJob | undefined
  try {
    begun = await begin(doing, (db) => recordJob(db, upload, doing))
  } finally {
    if (!begun) await upload.discard()
  }
  const done = doing.runner
    .readAndCheck(begun.id, { path: upload.path, format }, importerOf(doing.actor))
    .finally(upload.discard)
  return answer(begun, done, doing)
}

/**
 * The first step of work on a job, done once: what follows goes on in the background. Gives the job as it stands then; a
 * problem ends the request.
 */
async function begin(doing: Doing, work: (db: Db) => Promise<Outcome<string>>): Promise<ImportJob> {
  const { within, once, actor, language } = doing
  const begun = await within((db) =>
    once(db, 202, async () => {
      const id = await work(db)
      if (id.problem) return id
      return { value: wireJob((await findJob(db, id.value, actor.userId)) as JobRow, language) }
    }).then(orTakeBack),
  )
  return begun.value as ImportJob
}

async function recordJob(db: Db, upload: Upload, { actor, now }: Doing): Promise<Outcome<string>> {
  const { fileName, fileBytes, members } = upload
  const { kind, mapping: mappingText, defaults, ...others } = members
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined) return faultAt(unknown, sayHttp('member.unknown', { name: unknown }))
  if (!isKind(kind)) return faultAt('kind', sayImports('kind_needed', { allowed: importKinds.join(', ') }))
  if (!mayImport(kind, actor)) return failed('forbidden')
  const format = formatOf(fileName)?.name
  if (!format) return faultAt('file', sayImports('unknown_format', { formats: endings.join(', ') }))
  const mapping = readMapping(mappingText, defaults)
  if (mapping.problem) return mapping
  if (mapping.value) {
    const fault = await faultOf(db, kind, mapping.value, actor)
    if (fault.problem) return fault
  }
  const job = {
    kind,
    format,
    mapping: mapping.value,
    fileName,
    fileBytes,
    userId: actor.userId,
    agencyId: actor.agencyId,
  }
  const id = await createJob(db, job, now)
  await recordStep(db, { id, agency_id: actor.agencyId }, { event: 'create', after: { kind, fileName, fileBytes } })
  return { value: id }
}

function recordStep(
  db: Db,
  { id, agency_id: agency }: Pick<JobRow, 'id' | 'agency_id'>,
  step: { event: string; before?: object; after?: object },
): Promise<void> {
  return record(db, [{ subject: 'import', id, agency, ...step }])
}

async function faultOf(db: Db, kind: ImportKind, mapping: Mapping, actor: Actor): Promise<Outcome<Mapping>> {
  return mappingFault(kind, mapping, { importer: importerOf(actor), agencies: await agencyBook(db) })
}

function isKind(kind: string | undefined): kind is ImportKind {
  return (importKinds as readonly (string | undefined)[]).includes(kind)
}

/** Works and assets are the agencies' own; streets and boundaries are everybody's ground, and the root authority's to draw. */
function mayImport(kind: ImportKind, actor: Actor): boolean {
  if (kind === 'works') return mayDo(actor, 'imports.write')
  if (kind === 'assets') return mayDo(actor, 'assets.write') && actor.agencyId !== null
  return mayDo(actor, 'imports.reference') && actor.ground === 'everywhere'
}

const remappable: readonly ImportStatus[] = ['needs_mapping', 'checked', 'interrupted']

/** Sets which column is what, and checks all rows by it; what an earlier mapping gave is forgotten. */
export async function setMapping(id: string, mapping: Mapping, doing: Doing): Promise<Outcome<ImportJob>> {
  const job = await begin(doing, (db) => storeMapping(db, id, mapping, doing))
  return answer(job, doing.runner.check(job.id, importerOf(doing.actor)), doing)
}

async function storeMapping(db: Db, id: string, mapping: Mapping, doing: Doing): Promise<Outcome<string>> {
  const job = await findJob(db, id, doing.actor.userId)
  if (!job) return failed('not-found')
  if (!job.columns) return notReady(job)
  const fault = await faultOf(db, job.kind, mapping, doing.actor)
  if (fault.problem) return fault
  const more = { mapping: JSON.stringify(mapping), checked: 0, ...countsOf({ counts: {}, reasons: [] }) }
  if (!(await moveJob(db, id, { to: 'checking', from: remappable, now: doing.now, more }))) return notReady(job)
  const forgotten = { verdict: null, reasons: '[]', prepared: null, source_id: null, title: null, ground_order: null }
  await db('import_row').where({ job_id: id }).whereNotNull('feature').update(forgotten)
  await recordStep(db, job, {
    event: 'change',
    before: { fileName: job.file_name, mapping: job.mapping },
    after: { fileName: job.file_name, mapping },
  })
  return { value: id }
}

/** Stores the good rows. A second commit is refused. */
export async function commitImport(id: string, doing: Doing): Promise<Outcome<ImportJob>> {
  const job = await begin(doing, (db) => beginCommit(db, id, doing))
  return answer(job, doing.runner.commit(job.id, importerOf(doing.actor, doing.origin)), doing)
}

async function beginCommit(db: Db, id: string, doing: Doing): Promise<Outcome<string>> {
  const job = await findJob(db, id, doing.actor.userId)
  if (!job) return failed('not-found')
  if (!mayImport(job.kind, doing.actor)) return failed('forbidden')
  if (job.status === 'checked' && !job.counts.ok && !job.counts.warning)
    return failed('refused', { reasons: [{ code: 'nothing_to_store', detail: sayImports('nothing_to_store') }] })
  if (await hasMoved(db, job, importerOf(doing.actor)))
    return failed('refused', { reasons: [{ code: 'standing_changed', detail: sayImports('standing_changed') }] })
  if (!(await moveJob(db, id, { to: 'committing', from: ['checked'], now: doing.now }))) return notReady(job)
  return { value: id }
}

/** Were the rows judged for somebody who may do no longer what they may then: of another agency, or for every agency? */
async function hasMoved(db: Db, job: JobRow, importer: Importer): Promise<boolean> {
  if (job.agency_id !== importer.agencyId) return true
  // networks are nobody else's to bring, whoever brings them
  const isOwn = job.kind === 'assets' || (job.kind === 'works' && !importer.isOffice)
  if (!isOwn) return false
  const [found] = await rows<{ foreign: boolean }>(
    db,
    `select exists (select 1 from import_row where job_id = cast(:id as uuid) and prepared is not null
       and coalesce(prepared -> 'owner' ->> 'agencyId', prepared ->> 'agencyId') is distinct from cast(:agencyId as text)) as foreign`,
    { id: job.id, agencyId: importer.agencyId },
  )
  return found?.foreign === true
}

/** Discards a job and its rows; what a commit stored stays. */
export async function discardImport(db: Db, id: string, { userId }: Actor): Promise<Outcome<null>> {
  const job = await findJob(db, id, userId)
  if (!job) return failed('not-found')
  if (!(await deleteJob(db, id))) return notReady(job)
  const { kind, file_name: fileName, stored } = job
  await recordStep(db, job, { event: 'remove', before: { kind, fileName, ...(stored === null ? {} : { stored }) } })
  return { value: null }
}

function notReady({ status }: JobRow) {
  return failed('refused', { reasons: [{ code: 'not_ready', detail: sayImports('not_ready', { status }) }] })
}

/** The job as it began, or where the client waits for it, as it ended. */
async function answer(
  begun: ImportJob,
  done: Promise<void>,
  { wait, actor, language, within, once }: Doing,
): Promise<Outcome<ImportJob>> {
  if (!wait) return { value: begun }
  await done
  return within(async (db) => {
    const job = await findJob(db, begun.id, actor.userId)
    if (!job) return failed('not-found')
    const ended = wireJob(job, language)
    await once.amend(db, ended)
    return { value: ended }
  })
}
