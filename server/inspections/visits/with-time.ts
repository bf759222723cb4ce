import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { inBatches } from '../../permits/batches.ts'
import type { RulePack } from '../../policy/contract.ts'
import { openStatuses } from '../../reports/rules.ts'
import type { Period } from '../../time/contract.ts'
import { addDays, addMonths, dayAt } from '../../time/rules.ts'
import { dropPassed } from './passed.ts'
import { type PlannedVisit, planVisits } from './plan.ts'
import { isSampled, sampleDay } from './rules.ts'
import { samplingShares } from './sampling.ts'

export interface Planning {
  pack: RulePack
  now: Date
  /** A works that no visit could be planned to. */
  onFailure?: (error: unknown, worksId: string) => void
}

/**
 * Plans every visit that is due to be planned: stages that works have reached, guarantees that end, reports from works. What
 * is due follows from the rows and each is held by whoever plans it: two processes plan nothing twice, and what a stop has left
 * is planned at the next start. What works have gone past is dropped. Gives how many were planned.
 */
export async function planInTime(db: Db, planning: Planning): Promise<number> {
  await dropPassed(db, planning)
  let planned = 0
  for (const plan of [planStarted, planBackfill, planFinal, planGuarantee, planReported])
    planned += await plan(db, planning)
  return planned
}

/** Nobody is sent yesterday. */
const notBefore = (today: string, day: string) => (day < today ? today : day)

/** Works of a stage that nobody has planned a visit to, with what their day follows from. */
function planDue<Due extends { id: string }>(
  db: Db,
  planning: Planning,
  due: { text: string; bindings?: Record<string, unknown> },
  visitsOf: (works: readonly Due[], today: string, trx: Db) => Promise<PlannedVisit[]> | PlannedVisit[],
): Promise<number> {
  const { now, pack, onFailure } = planning
  const today = dayAt(now, pack.zone)
  return inBatches<Due>(
    db,
    {
      due: (trx, batch) => rows(trx, due.text, { ...due.bindings, ...batch, today }),
      act: async (trx, works) =>
        (await planVisits(trx, await visitsOf(works, today, trx), { userId: null, now })).length,
    },
    onFailure ??
      ((error) => {
        throw error
      }),
  )
}

const unplanned = (kind: string, cause: string) =>
  `not exists (select 1 from visit v where v.works_id = w.id and v.kind = '${kind}' and v.cause = '${cause}')`
const batch = 'and w.id <> all (cast(:without as uuid[])) order by w.id limit :limit for update of w skip locked'

interface Started {
  id: string
  contractor_id: string | null
  started_on: string
  period: Period
}

/** Digging has begun: the site is looked at, and of the share that is sampled once more when nobody expects it. */
function planStarted(db: Db, planning: Planning): Promise<number> {
  const { dueDays } = planning.pack.inspections.visits
  const text = `
    select w.id, w.contractor_id, lower(w.actual_period) as started_on, w.period from works w
    where w.status = 'in_progress' and w.actual_period is not null and ${unplanned('site_safety', 'stage')} ${batch}`
  return planDue<Started>(db, planning, { text }, async (works, today, trx) => {
    const contractors = new Set(works.map(({ contractor_id }) => contractor_id))
    const shares = await samplingShares(trx, contractors, planning.pack)
    return works.flatMap(({ id: worksId, contractor_id, started_on, period }): PlannedVisit[] => {
      const dueOn = notBefore(today, addDays(started_on, dueDays.site_safety))
      const first: PlannedVisit = { worksId, kind: 'site_safety', cause: 'stage', dueOn }
      const isChosen = isSampled(worksId, shares.get(contractor_id) ?? 0)
      return isChosen ? [first, { ...first, cause: 'sample', dueOn: sampleDay(dueOn, period) }] : [first]
    })
  })
}

/** Where the ground is opened, its layers are seen before they are covered: some days before the planned end. */
function planBackfill(db: Db, planning: Planning): Promise<number> {
  const { dueDays, backfillDaysBefore } = planning.pack.inspections.visits
  const text = `
    select w.id, upper(w.period) - 1 as ends_on from works w
    where w.status = 'in_progress' and w.method in ('open_cut','micro_trench')
      and upper(w.period) - 1 - cast(:days as int) <= cast(:today as date) and ${unplanned('backfill', 'stage')} ${batch}`
  const due = { text, bindings: { days: backfillDaysBefore } }
  return planDue<{ id: string; ends_on: string }>(db, planning, due, (works, today) =>
    works.map(({ id: worksId, ends_on }) => {
      const from = notBefore(today, addDays(ends_on, -backfillDaysBefore))
      return { worksId, kind: 'backfill', cause: 'stage', dueOn: addDays(from, dueDays.backfill) }
    }),
  )
}

/** The ground is closed: it is accepted or not. */
function planFinal(db: Db, planning: Planning): Promise<number> {
  const { dueDays } = planning.pack.inspections.visits
  const text = `
    select w.id, upper(w.actual_period) - 1 as ended_on from works w
    where w.status = 'reinstated' and ${unplanned('final', 'stage')} ${batch}`
  return planDue<{ id: string; ended_on: string | null }>(db, planning, { text }, (works, today) =>
    works.map(({ id: worksId, ended_on }) => ({
      worksId,
      kind: 'final',
      cause: 'stage',
      dueOn: notBefore(today, addDays(ended_on ?? today, dueDays.final)),
    })),
  )
}

/** A guarantee ends in some months: what has sunk or cracked is found while somebody answers for it. */
function planGuarantee(db: Db, planning: Planning): Promise<number> {
  const { dueDays, guaranteeMonths } = planning.pack.inspections.visits
  const until = addMonths(dayAt(planning.now, planning.pack.zone), guaranteeMonths)
  const text = `
    select w.id, w.guarantee_until from works w
    where w.status = 'in_guarantee' and w.guarantee_until <= cast(:until as date) and ${unplanned('guarantee', 'guarantee')}
    ${batch}`
  return planDue<{ id: string; guarantee_until: string }>(db, planning, { text, bindings: { until } }, (works, today) =>
    works.map(({ id: worksId, guarantee_until }) => ({
      worksId,
      kind: 'guarantee',
      cause: 'guarantee',
      dueOn: notBefore(today, addDays(guarantee_until, -dueDays.guarantee)),
    })),
  )
}

/** Somebody reports what they see at a works: one visit answers all reports that came before it. */
function planReported(db: Db, planning: Planning): Promise<number> {
  const { dueDays } = planning.pack.inspections.visits
  const text = `
    select r.id, r.works_id from report r join works w on w.id = r.works_id
    where r.status in (${openStatuses.map((status) => `'${status}'`).join(',')})
      and w.status in ('permitted','in_progress','suspended','reinstated','in_guarantee')
      and not exists (
        select 1 from visit v where v.works_id = r.works_id and v.kind = 'investigation' and not v.withdrawn
          and (v.report_id = r.id or v.state in ('due','taken') or v.ended_at >= r.created_at))
      and r.id <> all (cast(:without as uuid[]))
    order by r.id limit :limit for update of r, w skip locked`
  return planDue<{ id: string; works_id: string }>(db, planning, { text }, (reports, today) =>
    // the latest of each works speaks for all of them
    [...new Map(reports.map((report) => [report.works_id, report])).values()].map(({ id: reportId, works_id }) => ({
      worksId: works_id,
      kind: 'investigation',
      cause: 'report',
      dueOn: addDays(today, dueDays.investigation),
      reportId,
    })),
  )
}
