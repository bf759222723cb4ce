import type { Actor } from '../../access/actor.ts'
import { isPartyOf } from '../../access/policy.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { Point } from '../../geo/contract.ts'
import { type Outcome as Answer, failed } from '../../http/problem.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { Method } from '../../works/contract.ts'
import { findWorks } from '../../works/read.ts'
import type { Outcome, SamplePlan } from './contract.ts'
import { isPlanMet, planOf, type SampleKind, type SampleLayer, sampleState, unsettled } from './rules.ts'

interface WorksRow {
  length_metres: number
  area_square_metres: number
  method: Method
  road_class: string | null
}

interface SampleRow {
  id: string
  kind: SampleKind
  layer: SampleLayer
  outcome: Outcome | null
  is_void: boolean
  due_on: string
  retest_of: string | null
  number: string
  place: Point
}

/** The plan as a party of the works reads it, or a laboratory, which has to know what to sample: others learn nothing of its tests. */
export async function planFor(
  db: Db,
  worksId: string,
  { actor, ...asked }: { actor: Actor; pack: RulePack; now: Date },
): Promise<Answer<SamplePlan>> {
  const works = await findWorks(db, worksId, actor)
  if (!works) return failed('not-found')
  if (!isPartyOf(actor, works) && !(await isLaboratory(db, actor))) return failed('forbidden')
  const plan = await samplePlan(db, worksId, asked)
  return plan ? { value: plan } : failed('not-found')
}

async function isLaboratory(db: Db, { agencyId }: Actor): Promise<boolean> {
  const found = await rows(
    db,
    "select 1 from organisation where id = cast(:agencyId as uuid) and kind = 'laboratory'",
    { agencyId },
  )
  return found.length > 0
}

/**
 * Which samples a works owes by the rule pack, and which of them are missing, wait or have failed: what a handover asks.
 * Undefined where there is no such works.
 */
export async function samplePlan(
  db: Db,
  worksId: string,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<SamplePlan | undefined> {
  const [works] = await rows<WorksRow>(
    db,
    'select length_metres, area_square_metres, method, road_class from works where id = cast(:worksId as uuid)',
    { worksId },
  )
  if (!works) return undefined
  const today = dayAt(now, pack.zone)
  const found = await rows<SampleRow>(
    db,
    `select id, kind, layer, outcome, is_void, due_on, retest_of, number, ST_AsGeoJSON(place, 7)::jsonb as place
     from samples_of(cast(:worksId as uuid)) order by number`,
    { worksId },
  )
  const samples = found.map(({ outcome, is_void, due_on, retest_of, ...one }) => ({
    ...one,
    retestOf: retest_of,
    state: sampleState({ outcome, isVoid: is_void, dueOn: due_on }, today),
  }))
  const measured = {
    lengthMetres: works.length_metres,
    areaSquareMetres: works.area_square_metres,
    method: works.method,
    streetClass: works.road_class,
  }
  const lines = planOf(measured, pack.inspections.laboratory, samples)
  const again = unsettled(samples).map(({ id, number, kind, layer, place }) => ({ id, number, kind, layer, place }))
  return { lines, isMet: isPlanMet(lines), failed: again }
}
