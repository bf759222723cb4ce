import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { Works } from '../../works/contract.ts'
import type { LifecycleFacts } from '../../works/lifecycle/rules.ts'
import type { InspectionOutcome } from '../contract.ts'
import { samplePlan } from '../laboratory/plan.ts'
import { coveredOf } from '../reinstatement/read.ts'
import { lacksOf, standingOf } from '../reinstatement/rules.ts'
import { isOfClosedGround } from './rules.ts'

/** What keeps a works from being cleared, by name. */
export interface OpenThing {
  kind: 'report' | 'defect' | 'sample' | 'violation'
  id: string
  number: string
  since: string
}

export interface LastInspection {
  kind: 'final' | 'guarantee'
  id: string
  number: string
  outcome: InspectionOutcome
  endedAt: string
}

/** How far a works has come on its way back to the city. */
export interface Handover {
  reinstatement: LifecycleFacts['reinstatement']
  /** The deepest that its records tell. */
  deepestMetres: number | null
  inspections: LastInspection[]
  /** How many of the samples that are due were not taken, or have not passed. */
  unmetSamples: number
  /** Of each kind so many, whoever asks. */
  openCounts: Record<OpenThing['kind'], number>
  /** By name, as far as whoever asks may see them. */
  open: OpenThing[]
}

const nothingOpen = { openCounts: { report: 0, defect: 0, sample: 0, violation: 0 }, open: [] }
const nothing: Handover = { reinstatement: null, deepestMetres: null, inspections: [], unmetSamples: 0, ...nothingOpen }
/** Before its ground is open there is nothing to hand back; once it is closed for good, nothing more. */
const handingOver: readonly string[] = ['in_progress', 'suspended', 'reinstated', 'in_guarantee']

/** Looks up what stands between a works and its clearance, in its own words and the database's. */
export async function handoverOf(
  db: Db,
  works: Works,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<Handover> {
  if (!handingOver.includes(works.status)) return nothing
  const records = await recordedOf(db, works.id)
  const covered = records.length > 0 ? await coveredOf(db, works, pack) : { percent: 0, leastPercent: 0 }
  return {
    reinstatement: standingOf(lacksOf(records, covered, pack.inspections.reinstatement)),
    deepestMetres: records.length > 0 ? Math.max(...records.map(({ depthMetres }) => depthMetres)) : null,
    inspections: (await inspectionsOf(db, works.id)).filter(
      ({ kind, endedAt }) => kind !== 'final' || isOfClosedGround(endedAt, works, pack.zone),
    ),
    // ground that another system recorded was sampled there, or never
    unmetSamples: records.length > 0 ? await unmetOf(db, works.id, { pack, now }) : 0,
    ...(await openOf(db, works.id, { disputeDays: pack.reports.disputeDays, now })),
  }
}

async function unmetOf(db: Db, worksId: string, asked: { pack: RulePack; now: Date }): Promise<number> {
  const plan = await samplePlan(db, worksId, asked)
  return (plan?.lines ?? []).reduce((sum, { missing, failed }) => sum + missing + failed, 0)
}

interface Recorded {
  kind: 'interim' | 'permanent'
  depthMetres: number
  photos: number
}

function recordedOf(db: Db, worksId: string): Promise<Recorded[]> {
  return rows<Recorded>(
    db,
    `select r.kind, r.depth_metres as "depthMetres",
            (select count(*)::int from reinstatement_photo p where p.works_id = r.works_id and p.record = r.place) as photos
     from reinstatements_now(cast(:worksId as uuid)) r`,
    { worksId },
  )
}

/** The last final inspection and the last of the guarantee. */
export function inspectionsOf(db: Db, worksId: string): Promise<LastInspection[]> {
  return rows<LastInspection>(
    db,
    `select kind, id, number, outcome, ended_at as "endedAt" from last_inspections(cast(:worksId as uuid)) order by kind`,
    { worksId },
  )
}

/**
 * What is open is counted for everybody, and named to those whom row security shows it: a contractor before was another. A report that
 * was solved may come back as long as its reporter may dispute that: nobody is let go meanwhile. They may not where the defects that it
 * led to were verified.
 */
async function openOf(
  db: Db,
  worksId: string,
  { disputeDays, now }: { disputeDays: number; now: Date },
): Promise<Pick<Handover, 'openCounts' | 'open'>> {
  const found = await rows<OpenThing & { isSeen: boolean }>(
    db,
    `select o.kind, o.id, o.number, o.since, o.id is not null and case o.kind
              when 'defect' then exists (select 1 from defect d where d.id = o.id)
              when 'sample' then exists (select 1 from sample s where s.id = o.id)
              when 'violation' then exists (select 1 from violation v where v.id = o.id)
              else true end as "isSeen"
     from stands_open(cast(:worksId as uuid)) o
     union all
     select 'report', r.id, r.number, r.created_at, exists (select 1 from report_history h where h.report_id = r.id)
     from report r
     where r.works_id = cast(:worksId as uuid) and r.status = 'solved' and r.disputed_at is null
       and r.solved_at + make_interval(days => cast(:disputeDays as integer)) >= cast(:now as timestamptz)
       and not dispute_ruled_out(r.id)`,
    { worksId, disputeDays, now },
  )
  const openCounts = { ...nothingOpen.openCounts }
  for (const { kind } of found) openCounts[kind] += 1
  return { openCounts, open: found.flatMap(({ isSeen, ...one }) => (isSeen ? [one] : [])) }
}

/** What the lifecycle asks of it. */
export function handoverFacts({
  reinstatement,
  inspections,
  unmetSamples,
  openCounts,
}: Handover): Pick<LifecycleFacts, 'reinstatement' | 'handover'> {
  const isPassed = (kind: LastInspection['kind']) =>
    inspections.some((one) => one.kind === kind && one.outcome === 'passed')
  return {
    reinstatement,
    handover: {
      isInspected: inspections.length > 0,
      isPassed: isPassed('final'),
      isKept: isPassed('guarantee'),
      openDefects: openCounts.defect,
      openReports: openCounts.report,
      openSamples: openCounts.sample,
      unmetSamples,
      openViolations: openCounts.violation,
    },
  }
}

/**
 * The ground of a works is what its records say from now on, and its connections: what others meet of it, and what its
 * guarantee is for. Before the works moves, in its transaction: the register is made right by that.
 */
export async function takeGround(db: Db, worksId: string, { footprint }: Pick<RulePack, 'footprint'>): Promise<void> {
  await rows(
    db,
    `update works w set reinstated = recorded_ground(w, cast(:trenchWidth as float8))
     where w.id = cast(:worksId as uuid) and exists (select 1 from reinstatement_record r where r.works_id = w.id)`,
    { worksId, trenchWidth: footprint.trenchWidthMetres },
  )
}
