import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { type Change, record as recordChange } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { certainRows, rows, sql } from '../../database/sql.ts'
import type { MultiPolygon } from '../../geo/contract.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { Works } from '../../works/contract.ts'
import { findWorks, holdWorksBeside } from '../../works/read.ts'
import type { WorksKeeper } from '../../works/store.ts'
import { isRecordable, isRecorder } from './access.ts'
import { type Shape, shapesOf } from './areas.ts'
import { takeRecorded } from './closed-ground.ts'
import type { CorrectedReinstatement, NewReinstatement, Reinstatement } from './contract.ts'
import { sayReinstatement } from './messages.ts'
import type { ReinstatementNumbers } from './policy.ts'
import { versionsOf } from './read.ts'
import { recordFault } from './rules.ts'

const measureText = sql(import.meta.url, 'measure.sql')
const mostRecords = 40

export interface Recording {
  actor: Actor
  pack: RulePack
  keeper: WorksKeeper
  now: Date
}

/** The works that whoever asks may record the reinstatement of, now. Two who record take turns, and it is not accepted meanwhile. */
export async function recordedWorks(db: Db, id: string, { actor }: Pick<Recording, 'actor'>): Promise<Outcome<Works>> {
  await holdWorksBeside(db, id)
  const works = await findWorks(db, id, actor)
  if (!works) return failed('not-found')
  if (!isRecorder(actor, works)) return failed('forbidden')
  if (!isRecordable(works))
    return failed('refused', { reasons: [{ code: 'not_open', detail: sayReinstatement('not_open') }] })
  return { value: works }
}

/** Records how ground was closed; the answer is the record as it stands. */
export async function recordReinstatement(
  db: Db,
  worksId: string,
  given: NewReinstatement,
  recording: Recording,
): Promise<Outcome<Reinstatement>> {
  const works = await recordedWorks(db, worksId, recording)
  if (works.problem) return works
  const [found] = await rows<{ last: number }>(
    db,
    'select coalesce(max(place), 0)::int as last from reinstatement_record where works_id = cast(:worksId as uuid)',
    { worksId },
  )
  const number = (found?.last ?? 0) + 1
  if (number > mostRecords)
    return failed('refused', {
      reasons: [{ code: 'too_many_records', detail: sayReinstatement('too_many_records', { most: mostRecords }) }],
    })
  return write(db, works.value, { ...given, number, version: 1, correction: null }, recording)
}

/** Puts another version in the place of the one that was seen, which stays to be read. */
export async function correctReinstatement(
  db: Db,
  { worksId, number }: { worksId: string; number: number },
  { version: seen, ...given }: CorrectedReinstatement,
  recording: Recording,
): Promise<Outcome<Reinstatement>> {
  const works = await recordedWorks(db, worksId, recording)
  if (works.problem) return works
  const [last] = await versionsOf(db, worksId, number)
  if (!last) return failed('not-found')
  if (last.version !== seen)
    return failed('version', { values: { current: last.version }, more: { currentVersion: last.version } })
  return write(db, works.value, { ...given, number, version: seen + 1 }, recording)
}

type Written = NewReinstatement & { number: number; version: number; correction: string | null }

async function write(db: Db, works: Works, given: Written, recording: Recording): Promise<Outcome<Reinstatement>> {
  const { actor, now, pack } = recording
  const days = { startedOn: works.actualPeriod?.start ?? null, today: dayAt(now, pack.zone) }
  const fault = recordFault(given, days, pack.inspections.reinstatement)
  if (fault) return faultAt(fault.path, sayReinstatement(fault.code))
  const shapes = await shapesOf(db, works, given.areas, pack)
  if (shapes.problem) return shapes
  const measured = await measure(db, works, given, shapes.value, pack)
  if (measured.problem) return measured
  const id = uuidv7()
  const ends = given.ends ? JSON.stringify({ type: 'MultiPoint', coordinates: given.ends }) : null
  await rows(db, insertText, {
    id,
    worksId: works.id,
    ...measured.value,
    ground: JSON.stringify(measured.value.ground),
    number: given.number,
    version: given.version,
    kind: given.kind,
    closedOn: given.closedOn,
    areas: JSON.stringify(given.areas.map((one, at) => ('drawn' in one ? { drawn: shapes.value[at]?.shape } : one))),
    depthMetres: given.depthMetres,
    surface: given.surface,
    layers: JSON.stringify(given.layers),
    ends,
    note: given.note?.trim() || null,
    correction: given.correction,
    now,
    userId: actor.userId,
    agencyId: actor.agencyId,
  })
  const [stored] = await versionsOf(db, works.id, given.number)
  await takeRecorded(db, works, stored as Reinstatement, recording)
  await recordChange(db, [changeOf(works, stored as Reinstatement, pack.inspections.reinstatement)])
  return { value: stored as Reinstatement }
}

const insertText = `insert into reinstatement_record (id, works_id, place, version, kind, closed_on, areas, ground,
    area_square_metres, length_metres, depth_metres, surface, layers, ends, note, correction, recorded_at, recorded_by, agency_id)
  values (:id, :worksId, :number, :version, :kind, cast(:closedOn as date), cast(:areas as jsonb),
    ST_SetSRID(ST_GeomFromGeoJSON(:ground), 4326), :areaSquareMetres, :lengthMetres, :depthMetres, :surface,
    cast(:layers as jsonb), ST_SetSRID(ST_GeomFromGeoJSON(cast(:ends as text)), 4326), cast(:note as text),
    cast(:correction as text), :now, cast(:userId as uuid), cast(:agencyId as uuid))`

/** As the audit tells it, in both languages. */
function changeOf(works: Works, stored: Reinstatement, { materials, surfaces }: ReinstatementNumbers): Change {
  const { id, number, version, kind, closedOn, areaSquareMetres, depthMetres, correction } = stored
  const named = new Map([...materials, ...surfaces].map(({ code, name }) => [code, name]))
  const layers = stored.layers.map(({ material, thicknessMillimetres }) => ({
    ar: `${named.get(material)?.ar ?? material} ${thicknessMillimetres} مم`,
    en: `${named.get(material)?.en ?? material} ${thicknessMillimetres} mm`,
  }))
  const told = { number, version, kind, closedOn, areaSquareMetres, depthMetres }
  return {
    subject: 'reinstatement',
    id,
    agency: works.agencyId,
    municipalities: works.municipalityIds,
    event: version === 1 ? 'record' : 'correct',
    reason: correction,
    after: { worksId: works.id, ...told, surface: named.get(stored.surface) ?? stored.surface, layers },
  }
}

interface Measured {
  ground: MultiPolygon
  areaSquareMetres: number
  lengthMetres: number
}

interface MeasuredRow {
  ground: MultiPolygon
  area_square_metres: number
  length_metres: number
  is_there: boolean
  farthest_end: number
}

async function measure(
  db: Db,
  works: Works,
  { ends = [] }: Pick<NewReinstatement, 'ends'>,
  shapes: readonly Shape[],
  { inspections }: RulePack,
): Promise<Outcome<Measured>> {
  const { endsFromMetres, endsWithinMetres } = inspections.reinstatement
  const [row] = await certainRows<MeasuredRow>(db, measureText, {
    worksId: works.id,
    areas: JSON.stringify(shapes),
    ends: JSON.stringify(ends.map((coordinates) => ({ type: 'Point', coordinates }))),
  })
  const found = row as MeasuredRow
  if (!found.is_there) return faultAt('areas', sayReinstatement('ground_away'))
  if (found.length_metres > endsFromMetres && ends.length === 0)
    return faultAt('ends', sayReinstatement('ends_missing', { metres: endsFromMetres }))
  if (found.farthest_end > endsWithinMetres) return faultAt('ends', sayReinstatement('ends_away'))
  const { ground, area_square_metres: areaSquareMetres, length_metres: lengthMetres } = found
  return { value: { ground, areaSquareMetres, lengthMetres } }
}
