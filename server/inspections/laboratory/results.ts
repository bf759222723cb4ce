import { uuidv7 } from 'uuidv7'
import { record, recordedAtTheEnd } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import { dayAt } from '../../time/rules.ts'
import { holdWorksBeside } from '../../works/read.ts'
import { openFailed } from './consequence.ts'
import type { LaboratoryResult, NewResult, SampleWithResults } from './contract.ts'
import { sayLaboratory } from './messages.ts'
import { findSample } from './read.ts'
import { judged, resultFault } from './rules.ts'
import { type Doing, readingOf, refusedAs } from './take.ts'
import { tellFailed } from './told.ts'

/**
 * Enters the result of a sample, or one that corrects what stands. Through the owner's door: the defect that follows from a
 * failure is written where no laboratory may write.
 */
export async function enterResult(
  db: Db,
  id: string,
  given: NewResult,
  doing: Doing,
): Promise<Outcome<SampleWithResults>> {
  const seen = await findSample(db, id, readingOf(doing))
  if (!seen) return failed('not-found')
  if (seen.state !== 'void' && !seen.may.enter) return failed('forbidden')
  // what fails here stands against a clearance, or comes after it: never beside it
  await holdWorksBeside(db, seen.works.id)
  await rows(db, 'select hold_sample(cast(:id as uuid))', { id })
  const sample = (await findSample(db, id, readingOf(doing))) as SampleWithResults
  const [last] = sample.results
  if (sample.state === 'void') return refusedAs('void')
  if (last && !given.corrects) return refusedAs('has_result')
  if ((last?.id ?? undefined) !== given.corrects) return refusedAs('result_moved')
  const fault = faultOf(sample, given, doing)
  if (fault) return faultAt(fault.path, fault.words)
  await recordedAtTheEnd(db, () => storeResult(db, sample, { ...given, source: 'form' }, doing))
  return { value: (await findSample(db, id, readingOf(doing))) as SampleWithResults }
}

type Given = Pick<NewResult, 'value' | 'testedOn' | 'certificate' | 'note' | 'reason'>

/** What is wrong with a result of this sample, with its words. */
export function faultOf(
  sample: Pick<SampleWithResults, 'kind' | 'takenAt' | 'results'>,
  given: Given,
  { now, pack }: Doing,
) {
  const rules = pack.inspections.laboratory
  const [last] = sample.results
  const fault = resultFault(
    { value: given.value, testedOn: given.testedOn, reason: given.reason ?? null },
    {
      kind: sample.kind,
      takenOn: dayAt(new Date(sample.takenAt), pack.zone),
      today: dayAt(now, pack.zone),
      last: last ?? null,
      rules,
    },
  )
  return fault && { ...fault, words: sayLaboratory(fault.code, { ...rules.plausible[sample.kind] }) }
}

/** Stores a result that nothing is wrong with; a failed one is told, and becomes a defect. */
export async function storeResult(
  db: Db,
  sample: SampleWithResults,
  given: Given & { source: LaboratoryResult['source'] },
  doing: Doing,
): Promise<void> {
  const { value, testedOn, source } = given
  const [last] = sample.results
  const outcome = judged(value, sample.least)
  const words = (text: string | undefined) => text?.trim() || null
  await db('laboratory_result').insert({
    id: uuidv7(),
    sample_id: sample.id,
    sequence: (last?.sequence ?? 0) + 1,
    value,
    outcome,
    tested_on: testedOn,
    certificate: given.certificate.trim(),
    note: words(given.note),
    reason: last ? words(given.reason) : null,
    source,
    entered_by: doing.actor.userId,
    entered_at: doing.now,
  })
  if (outcome === 'failed') {
    await tellFailed(db, sample, doing.now)
    await openFailed(db, sample, value, doing)
  }
  await noteResult(db, sample, {
    value,
    outcome,
    testedOn,
    certificate: given.certificate.trim(),
    reason: words(given.reason),
  })
}

interface Noted {
  value: number
  outcome: string
  testedOn: string
  certificate: string
  reason: string | null
}

async function noteResult(
  db: Db,
  { id, works, results }: SampleWithResults,
  { reason, ...after }: Noted,
): Promise<void> {
  const [last] = results
  const place = (await db('works').where({ id: works.id }).first('municipality_ids')) as { municipality_ids: string[] }
  const before = last && {
    value: last.value,
    outcome: last.outcome,
    testedOn: last.testedOn,
    certificate: last.certificate,
  }
  const whose = { agency: works.agencyId, municipalities: place.municipality_ids }
  const told = before ? { event: 'correct', reason, before, after } : { event: 'result', after }
  await record(db, [{ subject: 'sample', id, ...whose, ...told }])
}
