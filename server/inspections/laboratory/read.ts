import type { Actor } from '../../access/actor.ts'
import { allows, sightBindings } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { like, narrowed, rows } from '../../database/sql.ts'
import type { Box, Point } from '../../geo/contract.ts'
import { type Page, page } from '../../http/cursor.ts'
import type { Names } from '../../language/contract.ts'
import type { LaboratoryResult, Sample, SampleState, SampleWithResults } from './contract.ts'
import { sampleState } from './rules.ts'

interface Row extends Omit<Sample, 'works' | 'state' | 'may' | 'recordedBy'> {
  worksId: string
  worksNumber: string
  title: string
  agencyId: string
  contractorId: string | null
  municipalityIds: string[]
  outcome: 'passed' | 'failed' | null
  isVoid: boolean
  by: Names | null
}

export interface Reading {
  actor: Actor
  /** The calendar day in the jurisdiction's zone. */
  today: string
}

const columns = `s.id, s.number, s.works_id as "worksId", w.number as "worksNumber", w.title, w.agency_id as "agencyId",
  w.contractor_id as "contractorId", w.municipality_ids as "municipalityIds", s.laboratory_id as "laboratoryId", s.kind, s.layer, s.lift,
  s.seal, ST_AsGeoJSON(s.place, 7)::jsonb as place, round(s.distance_metres::numeric, 1)::float8 as "distanceMetres",
  round(s.chainage_metres::numeric, 1)::float8 as "chainageMetres", s.away_reason as "awayReason", s.least,
  s.taken_at as "takenAt", s.taken_by as "takenBy", s.due_on as "dueOn", s.outcome, s.value, s.retest_of as "retestOf",
  s.voided_at is not null as "isVoid", s.void_reason as "voidReason",
  case when u.id is not null then jsonb_build_object('ar', u.name_ar, 'en', u.name_en) end as by`
const tables = 'sample s join works w on w.id = s.works_id left join account_name u on u.id = s.recorded_by'

/** Of the owner, of who digs and of who tested it; of an office and its inspectors, what lies on their ground. */
export const inSight = `(s.laboratory_id = cast(:seesAgency as uuid) or w.agency_id = cast(:seesAgency as uuid)
  or w.contractor_id = cast(:seesAgency as uuid) or cast(:seesEverywhere as boolean)
  or w.municipality_ids && cast(:seesGround as uuid[]))`

function sample(
  { outcome, isVoid, by, worksId, worksNumber, title, agencyId, contractorId, municipalityIds, ...row }: Row,
  { actor, today }: Reading,
): Sample {
  const facts = { agencyId: row.laboratoryId, municipalityIds }
  const mayWrite = !isVoid && allows(actor, 'samples.write', facts)
  return {
    ...row,
    place: row.place as Point,
    works: { id: worksId, number: worksNumber, title, agencyId, contractorId },
    recordedBy: by,
    state: sampleState({ outcome, isVoid, dueOn: row.dueOn }, today),
    may: { enter: mayWrite, void: mayWrite && outcome === null },
  }
}

/** What a list is narrowed by. */
export interface SampleFilter {
  works?: string | undefined
  laboratory?: string | undefined
  states?: readonly SampleState[] | undefined
  kinds?: readonly string[] | undefined
  box?: Box | undefined
  /** Of its number, its seal, or the number of its works. */
  text?: string | undefined
}

const stateOf = `case when s.voided_at is not null then 'void' when s.outcome is not null then s.outcome
  when s.due_on < cast(:today as date) then 'late' else 'waiting' end`

function conditions({ works, laboratory, states, kinds, box, text }: SampleFilter, today: string) {
  return narrowed([
    [works, 's.works_id = cast(:works as uuid)', { works }],
    [laboratory, 's.laboratory_id = cast(:laboratory as uuid)', { laboratory }],
    [states, `${stateOf} = any (cast(:states as text[]))`, { states, today }],
    [kinds, 's.kind = any (cast(:kinds as text[]))', { kinds }],
    [
      box,
      's.place && ST_MakeEnvelope(:west, :south, :east, :north, 4326)',
      { west: box?.[0], south: box?.[1], east: box?.[2], north: box?.[3] },
    ],
    [text, '(s.number ilike :text or s.seal ilike :text or w.number ilike :text)', { text: like(text) }],
  ])
}

interface Asked {
  limit: number
  after: readonly [takenAt: string, id: string] | null
}

/** A page of the samples that this reader may see, the last taken first. */
export async function listSamples(
  db: Db,
  filter: SampleFilter,
  { limit, after }: Asked,
  reading: Reading,
): Promise<Page<Sample>> {
  const { where, bindings } = conditions(filter, reading.today)
  const from = after ? 'and (s.taken_at, s.id) < (cast(:at as timestamptz), cast(:last as uuid))' : ''
  const found = await rows<Row>(
    db,
    `select ${columns} from ${tables} where ${inSight} and ${where} ${from} order by s.taken_at desc, s.id desc limit :limit`,
    {
      ...sightBindings(reading.actor, 'samples.see'),
      ...bindings,
      ...(after ? { at: after[0], last: after[1] } : {}),
      limit: limit + 1,
    },
  )
  return page(
    found,
    limit,
    (row) => sample(row, reading),
    (row) => [row.takenAt, row.id],
  )
}

/** One sample with its results, the last first; undefined where this reader may not see it. */
export async function findSample(db: Db, id: string, reading: Reading): Promise<SampleWithResults | undefined> {
  const [row] = await rows<Row>(db, `select ${columns} from ${tables} where s.id = cast(:id as uuid) and ${inSight}`, {
    id,
    ...sightBindings(reading.actor, 'samples.see'),
  })
  return row && { ...sample(row, reading), results: await resultsOf(db, id) }
}

function resultsOf(db: Db, sampleId: string): Promise<LaboratoryResult[]> {
  return rows<LaboratoryResult>(
    db,
    `select r.id, r.sequence, r.value, r.outcome, r.tested_on as "testedOn", r.certificate, r.note, r.reason, r.source,
            case when u.id is not null then jsonb_build_object('ar', u.name_ar, 'en', u.name_en) end as by, r.entered_at as at
     from laboratory_result r left join account_name u on u.id = r.entered_by
     where r.sample_id = cast(:sampleId as uuid) order by r.sequence desc`,
    { sampleId },
  )
}
