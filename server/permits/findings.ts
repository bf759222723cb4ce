import type { Actor } from '../access/actor.ts'
import { assess } from '../coordination/assess.ts'
import type { Finding } from '../coordination/contract.ts'
import type { Db } from '../database/connect.ts'
import { prepared, rows } from '../database/sql.ts'
import type { Language } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { PlannedWorks } from '../works/amendments/rules.ts'
import { withinPeriod } from '../works/diversions/rules.ts'
import type { Procedure, Standing } from './contract.ts'
import { type Plan, storedPlan } from './plan.ts'

export type JudgedFinding = NonNullable<Procedure['findings']>[number]

export interface Judging {
  pack: RulePack
  actor: Actor
  now: Date
  language: Language
  onFailure: (error: unknown) => void
}

interface WaiverRow {
  works_id: string
  kind: string
  rule_id: string
  other_type: string
  other_id: string | null
  other_version: number | null
  /** Null where whoever asks is not told. */
  reason: string | null
  at: string
  name_ar: string | null
  name_en: string | null
  is_same: boolean
}

/**
 * What stands against a works as it stands now, and what of it the office has waived. Null where not everything could be
 * looked up. The time between application and start is counted from the application.
 */
export async function judgedFindings(
  db: Db,
  works: PlannedWorks,
  judging: Judging,
  plan: Plan = storedPlan(works, judging.now),
): Promise<JudgedFinding[] | null> {
  const { pack, now } = judging
  const assessed = await assess((work) => db.transaction(work), draftOf(works), {
    ...judging,
    now: plan.receivedAt,
    today: dayAt(now, pack.zone),
  })
  if (assessed.problem || !assessed.value.complete) return null
  const waivers = await waiversOf(db, works.id)
  const states = new Map((await registered(db, works.id)).map(({ other, kind, state }) => [`${other} ${kind}`, state]))
  return assessed.value.findings
    .map((finding) => judged(finding, works.id, waivers, states))
    .map((finding) =>
      plan.isAmended && finding.standing === 'waived' ? { ...finding, standing: 'judge_again' as const } : finding,
    )
    .filter(({ severity, standing }) => severity === 'blocking' || standing !== 'open')
}

function draftOf(works: PlannedWorks) {
  const { trenchWidthMetres, connections, projectId, entered } = works
  return {
    category: works.category,
    route: works.route,
    period: works.period,
    trafficImpact: works.trafficImpact,
    worksId: works.id,
    agencyId: works.agencyId,
    closure: works.closure,
    diversions: withinPeriod(works.diversions, works.period),
    ...(trenchWidthMetres === null ? {} : { trenchWidthMetres }),
    ...(connections === null ? {} : { connections }),
    ...(projectId === null ? {} : { projectId }),
    ...(entered ? { entered } : {}),
  }
}

function judged(
  finding: Finding,
  worksId: string,
  waivers: readonly WaiverRow[],
  states: ReadonlyMap<string, Standing>,
): JudgedFinding {
  const { kind, ruleId, severity, other, explanation } = finding
  const waiver = waivers.find(
    (one) =>
      one.kind === kind &&
      one.rule_id === ruleId &&
      one.other_type === other.type &&
      [one.works_id, one.other_id].includes(other.id) &&
      [one.works_id, one.other_id].includes(worksId),
  )
  const standing = other.type === 'works' ? states.get(`${other.id} ${kind}`) : standingOf(waiver, other.version)
  const by = waiver?.name_ar && waiver.name_en ? { ar: waiver.name_ar, en: waiver.name_en } : null
  return {
    kind,
    ruleId,
    severity,
    other,
    explanation,
    standing: standing ?? 'open',
    waiver: waiver?.reason && standing !== 'open' ? { reason: waiver.reason, at: waiver.at, by } : null,
  }
}

/** Of a finding with no other works: waived for what was applied for, and for what it met as it was. */
function standingOf(waiver: WaiverRow | undefined, otherVersion: number | null): Standing {
  if (!waiver) return 'open'
  return waiver.is_same && waiver.other_version === otherVersion ? 'waived' : 'judge_again'
}

/** Waivers of this works' findings, the last first; a finding of two works may have been waived at the other. */
function waiversOf(db: Db, worksId: string): Promise<WaiverRow[]> {
  return rows<WaiverRow>(db, waiversText, { worksId })
}

const waiversText = prepared(
  `select v.works_id, v.kind, v.rule_id, v.other_type, v.other_id, v.other_version, said.reason, v.at, u.name_ar, u.name_en,
            v.application = works_fingerprint(w) as is_same
     from waiver v join works w on w.id = v.works_id left join account_name u on u.id = v.user_id
     left join waiver_words(array(
       select id from waiver where works_id = cast(:worksId as uuid) or other_type = 'works' and other_id = :worksId)) said on said.id = v.id
     where v.works_id = cast(:worksId as uuid) or v.other_type = 'works' and v.other_id = :worksId
     order by v.at desc, v.id desc`,
)

const registeredText = prepared(
  `select works_b as other, kind, severity, state from conflict where works_a = cast(:worksId as uuid)
   union all
   select works_a, kind, severity, state from conflict where works_b = cast(:worksId as uuid)`,
)

/** Findings with other works, as they stand in the register; it follows the days that a works really occupies. */
export async function registered(
  db: Db,
  worksId: string,
): Promise<{ other: string; kind: string; severity: string; state: Standing }[]> {
  return rows(db, registeredText, { worksId })
}
