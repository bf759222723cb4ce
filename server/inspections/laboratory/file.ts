import type { Actor } from '../../access/actor.ts'
import { sightBindings } from '../../access/policy.ts'
import { isOffice } from '../../agencies/rules.ts'
import { recordedAtTheEnd } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { faultAt, type Outcome } from '../../http/problem.ts'
import { readDay } from '../../imports/days.ts'
import type { Language } from '../../language/contract.ts'
import type { Phrase } from '../../language/speak.ts'
import { holdWorksBeside } from '../../works/read.ts'
import type { ResultsFileReport, SampleWithResults } from './contract.ts'
import { readCsv } from './csv.ts'
import { byColumns, type FileColumn, type FileRow, headOf, readNumber } from './file-columns.ts'
import { sayLaboratory } from './messages.ts'
import { findSample, inSight } from './read.ts'
import { faultOf, storeResult } from './results.ts'
import { judged } from './rules.ts'
import { type Doing, readingOf } from './take.ts'

const mostRows = 500

type WireRow = ResultsFileReport['rows'][number]
interface Reason {
  code: string
  column: FileColumn | null
  words: Phrase
}
type Given = Parameters<typeof storeResult>[2]
type Judged =
  | { verdict: 'refused'; reasons: Reason[] }
  | { verdict: 'same'; sample: SampleWithResults; given: Given }
  | { verdict: 'result' | 'correction'; sample: SampleWithResults; given: Given }

/** Takes a file of results: every row gets its verdict; what is not refused is stored, unless it is only tried. */
export async function takeFile(
  db: Db,
  csv: string,
  dryRun: boolean,
  doing: Doing & { language: Language },
): Promise<Outcome<ResultsFileReport>> {
  const read = readCsv(csv)
  if (read.unclosed !== undefined) return faultAt('csv', sayLaboratory('file.unclosed', { line: read.unclosed }))
  const table = byColumns(read.rows)
  if (table.missing) {
    const missing = (language: Language) =>
      table.missing.map((column) => headOf(column)(language)).join(language === 'ar' ? '، ' : ', ')
    return faultAt('csv', (language) => sayLaboratory('file.no_heads', { missing: missing(language) })(language))
  }
  if (table.rows.length > mostRows) return faultAt('csv', sayLaboratory('file.too_many', { most: mostRows }))
  // many changes, recorded together: the head of a chain is held no longer than that
  return { value: { stored: !dryRun, rows: await recordedAtTheEnd(db, () => takeRows(db, table.rows, dryRun, doing)) } }
}

async function takeRows(
  db: Db,
  named: readonly FileRow[],
  dryRun: boolean,
  doing: Doing & { language: Language },
): Promise<WireRow[]> {
  const ids = await idsOf(db, named, doing.actor)
  await holdAll(db, ids)
  const seen = new Set<string>()
  const answer: WireRow[] = []
  for (const row of named) {
    const done = await judge(db, row, { ids, seen, doing })
    if (!dryRun && (done.verdict === 'result' || done.verdict === 'correction'))
      await storeResult(db, done.sample, done.given, doing)
    answer.push(wireRow(row, done, doing.language))
  }
  return answer
}

type Ids = ReadonlyMap<string, { id: string; seal: string; worksId: string }[]>

/** Samples by the numbers and seals that the file names: a laboratory's own, to an office those that it sees. */
async function idsOf(db: Db, named: readonly FileRow[], actor: Actor): Promise<Ids> {
  const texts = [...new Set(named.flatMap(({ number, seal }) => [number, seal]))].filter((text) => text !== '')
  const found = await rows<{ id: string; number: string; seal: string; worksId: string }>(
    db,
    `select s.id, s.number, s.seal, s.works_id as "worksId" from sample s join works w on w.id = s.works_id
     where (s.number = any (cast(:texts as text[])) or s.seal = any (cast(:texts as text[]))) and ${inSight}
       and (cast(:laboratory as uuid) is null or s.laboratory_id = cast(:laboratory as uuid))`,
    { texts, ...sightBindings(actor, 'samples.see'), laboratory: isOffice(actor.role) ? null : actor.agencyId },
  )
  const ids = new Map<string, { id: string; seal: string; worksId: string }[]>()
  for (const { number, ...one } of found)
    for (const name of new Set([number, one.seal])) ids.set(name, [...(ids.get(name) ?? []), one])
  return ids
}

/** All that a file names, in the order of their ids: two files that name the same samples wait for one another, and never both. */
async function holdAll(db: Db, ids: Ids): Promise<void> {
  const all = [...ids.values()].flat()
  const works = [...new Set(all.map(({ worksId }) => worksId))].sort()
  // as a single result does: none of them is cleared meanwhile
  for (const id of works) await holdWorksBeside(db, id)
  const held = [...new Set(all.map(({ id }) => id))].sort()
  await rows(
    db,
    'select hold_sample(held) from unnest(cast(:held as uuid[])) with ordinality as h (held, place) order by place',
    { held },
  )
}

const refused = (code: string, column: FileColumn | null, words: Phrase): Judged => ({
  verdict: 'refused',
  reasons: [{ code, column, words }],
})

/** What of a cell is told in its own words: enough to find it by. */
const quoted = (text: string) => ({ text: text.slice(0, 40) })
const isEmpty = (code: string, column: FileColumn): Reason => ({ code, column, words: sayLaboratory('row.empty') })

interface Judging {
  ids: Ids
  seen: Set<string>
  doing: Doing
}

async function judge(db: Db, row: FileRow, { ids, seen, doing }: Judging): Promise<Judged> {
  const found = ids.get(row.number || row.seal) ?? []
  const [one] = found
  if (!row.number && !row.seal) return { verdict: 'refused', reasons: [isEmpty('no_sample', 'number')] }
  // a seal that two laboratories use says nothing to an office
  if (!one || found.length > 1)
    return refused('no_sample', row.number ? 'number' : 'seal', sayLaboratory('row.no_sample'))
  if (row.number && row.seal && one.seal !== row.seal)
    return refused('seal_differs', 'seal', sayLaboratory('row.seal_differs'))
  if (seen.has(one.id)) return refused('sample_twice', null, sayLaboratory('row.sample_twice'))
  seen.add(one.id)
  const sample = await findSample(db, one.id, readingOf(doing))
  if (!sample || (!sample.may.enter && sample.state !== 'void'))
    return refused('no_sample', null, sayLaboratory('row.no_sample'))
  if (sample.state === 'void') return refused('void', null, sayLaboratory('void'))
  return judgeResult(row, sample, doing)
}

/** What the cells of a result say, or all that is wrong with them: whoever mends the file mends a row once. */
function readCells(
  row: FileRow,
  zone: string,
): { value: number; testedOn: string; reasons?: never } | { reasons: Reason[] } {
  const value = readNumber(row.value)
  const { day } = readDay(row.tested_on, zone)
  const reasons: Reason[] = []
  if (!row.value) reasons.push(isEmpty('not_a_number', 'value'))
  else if (value === null)
    reasons.push({
      code: 'not_a_number',
      column: 'value',
      words: sayLaboratory('row.not_a_number', quoted(row.value)),
    })
  if (!row.tested_on) reasons.push(isEmpty('not_a_day', 'tested_on'))
  else if (!day)
    reasons.push({
      code: 'not_a_day',
      column: 'tested_on',
      words: sayLaboratory('row.not_a_day', quoted(row.tested_on)),
    })
  if (!row.certificate) reasons.push(isEmpty('certificate_missing', 'certificate'))
  return value === null || !day || reasons.length > 0 ? { reasons } : { value, testedOn: day }
}

function judgeResult(row: FileRow, sample: SampleWithResults, doing: Doing): Judged {
  const read = readCells(row, doing.pack.zone)
  if (read.reasons) return { verdict: 'refused', reasons: read.reasons }
  const given: Given = {
    ...{ ...read, certificate: row.certificate.slice(0, 60), source: 'csv' },
    ...(row.note ? { note: row.note.slice(0, 1000) } : {}),
    ...(row.reason ? { reason: row.reason.slice(0, 1000) } : {}),
  }
  const fault = faultOf(sample, given, doing)
  if (fault?.code === 'nothing_new') return { verdict: 'same', sample, given }
  const columns = { value: 'value', testedOn: 'tested_on', reason: 'reason' } as const
  if (fault) return refused(fault.code, columns[fault.path], fault.words)
  return { verdict: sample.results.length > 0 ? 'correction' : 'result', sample, given }
}

/** With the column as the file's reader calls it. */
const named =
  (column: FileColumn, words: Phrase): Phrase =>
  (language) =>
    sayLaboratory('row.at', { head: headOf(column)(language), what: words(language) })(language)

function wireRow(row: FileRow, done: Judged, language: Language): WireRow {
  return {
    line: row.line,
    verdict: done.verdict,
    sample: row.number || row.seal,
    outcome: done.verdict === 'refused' ? null : judged(done.given.value, done.sample.least),
    reasons:
      done.verdict === 'refused'
        ? done.reasons.map(({ code, column, words }) => ({
            ...{ code, column },
            message: column ? named(column, words)(language) : words(language),
          }))
        : [],
  }
}
