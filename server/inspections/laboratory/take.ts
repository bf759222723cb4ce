import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { allows } from '../../access/policy.ts'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { Status, Works } from '../../works/contract.ts'
import { findWorks, holdWorksBeside } from '../../works/read.ts'
import type { NewSample, SampleWithResults } from './contract.ts'
import { sayLaboratory } from './messages.ts'
import { findSample } from './read.ts'
import { leastOf, resultDue, testOf } from './rules.ts'

export interface Doing {
  actor: Actor
  now: Date
  pack: RulePack
}

export const readingOf = ({ actor, now, pack }: Doing) => ({ actor, today: dayAt(now, pack.zone) })

/** Ground has been opened, or is being closed again. */
const opened: readonly Status[] = ['in_progress', 'suspended', 'reinstated', 'in_guarantee']

interface Measured {
  distance: number
  chainage: number | null
  roadClass: string | null
}

const measureText = `
  select ST_Distance(w.footprint::geography, p.place::geography) as distance,
         case when ST_GeometryType(w.route) = 'ST_LineString' then ST_LineLocatePoint(w.route, p.place) * w.length_metres end as chainage,
         w.road_class as "roadClass"
  from works w cross join (select ST_SetSRID(ST_MakePoint(:lng, :lat), 4326) as place) p where w.id = cast(:worksId as uuid)`

const insertText = `
  with series as (
    insert into sample_series (region_id, year, last)
    select region_id, extract(year from cast(:now as timestamptz) at time zone cast(:zone as text))::smallint, 1
    from works where id = cast(:worksId as uuid)
    on conflict (region_id, year) do update set last = sample_series.last + 1
    returning region_id, year, last
  )
  insert into sample (id, number, works_id, laboratory_id, kind, layer, lift, seal, place, distance_metres, chainage_metres,
                      away_reason, least, taken_at, taken_by, recorded_by, recorded_at, due_on, retest_of)
  select cast(:id as uuid), region_id || '-S-' || year || '-' || lpad(last::text, 7, '0'), cast(:worksId as uuid),
         cast(:laboratoryId as uuid), :kind, :layer, cast(:lift as smallint), :seal, ST_SetSRID(ST_MakePoint(:lng, :lat), 4326),
         cast(:distance as float8), cast(:chainage as float8), :awayReason, cast(:least as float8), cast(:takenAt as timestamptz),
         :takenBy, cast(:userId as uuid), cast(:now as timestamptz), cast(:dueOn as date), cast(:retestOf as uuid)
  from series
  returning number`

/** Records a sample of a works: where, of what, by whom; its threshold is that of today. */
export async function takeSample(db: Db, given: NewSample, doing: Doing): Promise<Outcome<SampleWithResults>> {
  const { actor, pack } = doing
  // what is sampled is neither cleared nor given up meanwhile
  await holdWorksBeside(db, given.worksId)
  const works = await findWorks(db, given.worksId, actor)
  if (!works) return failed('not-found')
  const laboratoryId = given.laboratoryId ?? actor.agencyId
  if (!allows(actor, 'samples.write', { agencyId: laboratoryId, municipalityIds: works.municipalityIds }))
    return failed('forbidden')
  const fault = await faultOf(db, given, { works, laboratoryId, doing })
  if (fault) return fault
  const { roadClass, ...measured } = await measuredAt(db, given)
  const rules = pack.inspections.laboratory
  if (measured.distance > rules.awayMetres && !given.awayReason?.trim())
    return faultAt('awayReason', sayLaboratory('away_without_reason', { metres: Math.round(measured.distance) }))
  const test = testOf(rules, given.kind, given.layer)
  if (!test) return faultAt('layer', sayLaboratory('no_test'))
  const id = uuidv7()
  await store(db, given, { id, laboratoryId, ...measured, least: leastOf(test, roadClass), doing })
  const made = (await findSample(db, id, readingOf(doing))) as SampleWithResults
  await noteTaken(db, made, works)
  return { value: made }
}

interface Around {
  works: Works
  laboratoryId: string | null
  doing: Doing
}

async function faultOf(
  db: Db,
  given: NewSample,
  { works, laboratoryId, doing }: Around,
): Promise<Outcome<never> | null> {
  if (!opened.includes(works.status)) return faultAt('worksId', sayLaboratory('not_opened'))
  if (new Date(given.takenAt) > doing.now) return faultAt('takenAt', sayLaboratory('taken_later'))
  // of ground that was not open yet it says nothing; where nobody knows when it was, as of another system's works, it is believed
  const begun = works.actualPeriod?.start ?? null
  if (begun !== null && dayAt(new Date(given.takenAt), doing.pack.zone) < begun)
    return faultAt('takenAt', sayLaboratory('taken_earlier', { begun }))
  const known = await db('organisation').where({ id: laboratoryId, kind: 'laboratory' }).first('id')
  if (!known) return faultAt('laboratoryId', sayLaboratory('no_laboratory'))
  const seal = given.seal.trim()
  const twice = await db('sample').where({ laboratory_id: laboratoryId, seal }).first('id')
  if (twice) return faultAt('seal', sayLaboratory('seal_twice'))
  if (!given.retestOf) return null
  return (await failedFirst(db, given)) ? null : faultAt('retestOf', sayLaboratory('no_retest'))
}

/**
 * The failed sample at whose place another is taken again, whichever laboratory took it; one taken again and again stays one of
 * the first.
 */
async function failedFirst(db: Db, { retestOf, worksId, kind, layer }: NewSample): Promise<string | null> {
  const [found] = await rows<{ first: string }>(
    db,
    `select coalesce(s.retest_of, s.id) as first from samples_of(cast(:worksId as uuid)) s
     where s.id = cast(:retestOf as uuid) and s.kind = :kind and s.layer = :layer and s.outcome = 'failed'`,
    { retestOf: retestOf ?? null, worksId, kind, layer },
  )
  return found?.first ?? null
}

async function measuredAt(db: Db, { worksId, place }: NewSample): Promise<Measured> {
  const [lng, lat] = place.coordinates
  const [found] = await certainRows<Measured>(db, measureText, { worksId, lng, lat })
  return found as Measured
}

interface Storing extends Omit<Measured, 'roadClass'> {
  id: string
  laboratoryId: string | null
  least: number
  doing: Doing
}

async function store(db: Db, given: NewSample, { doing, ...known }: Storing): Promise<void> {
  const { actor, now, pack } = doing
  const [lng, lat] = given.place.coordinates
  const { worksId, kind, layer, takenAt } = given
  await rows(db, insertText, {
    ...known,
    ...{ worksId, kind, layer, takenAt, lng, lat, now },
    lift: given.lift ?? null,
    seal: given.seal.trim(),
    awayReason: given.awayReason?.trim() ?? null,
    takenBy: given.takenBy.trim(),
    userId: actor.userId,
    zone: pack.zone,
    dueOn: resultDue(dayAt(new Date(takenAt), pack.zone), pack.inspections.laboratory),
    retestOf: given.retestOf ? await failedFirst(db, given) : null,
  })
}

async function noteTaken(db: Db, made: SampleWithResults, works: Works): Promise<void> {
  const { number, kind, layer, lift, seal, place, takenAt, takenBy, laboratoryId, awayReason } = made
  const after = {
    number,
    worksNumber: works.number,
    kind,
    layer,
    lift,
    seal,
    place,
    takenAt,
    takenBy,
    laboratoryId,
    awayReason,
  }
  await record(db, [
    {
      subject: 'sample',
      id: made.id,
      agency: works.agencyId,
      municipalities: works.municipalityIds,
      event: 'create',
      after,
    },
  ])
}

/** A sample that was lost or spoiled before it had a result counts no more; it stays readable, with the reason. */
export async function voidSample(
  db: Db,
  id: string,
  reason: string,
  doing: Doing,
): Promise<Outcome<SampleWithResults>> {
  const reading = readingOf(doing)
  const seen = await findSample(db, id, reading)
  if (!seen) return failed('not-found')
  const works = (await findWorks(db, seen.works.id, doing.actor)) as Works
  if (!allows(doing.actor, 'samples.write', { agencyId: seen.laboratoryId, municipalityIds: works.municipalityIds }))
    return failed('forbidden')
  await rows(db, 'select hold_sample(cast(:id as uuid))', { id })
  // a result may have come while this one waited
  const now = (await findSample(db, id, reading)) as SampleWithResults
  if (!now.may.void) return refusedAs(now.state === 'void' ? 'void' : 'has_result')
  await certainRows(
    db,
    `update sample set voided_at = cast(:now as timestamptz), voided_by = cast(:userId as uuid), void_reason = :reason
     where id = cast(:id as uuid) and voided_at is null returning id`,
    { id, now: doing.now, userId: doing.actor.userId, reason: reason.trim() },
  )
  await record(db, [
    {
      subject: 'sample',
      id,
      agency: works.agencyId,
      municipalities: works.municipalityIds,
      event: 'void',
      reason: reason.trim(),
    },
  ])
  return { value: (await findSample(db, id, reading)) as SampleWithResults }
}

export function refusedAs(code: 'void' | 'has_result' | 'result_moved') {
  return failed('refused', { reasons: [{ code, detail: sayLaboratory(code) }] })
}
