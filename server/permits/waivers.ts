import { uuidv7 } from 'uuidv7'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../database/connect.ts'
import { prepared, rows } from '../database/sql.ts'
import type { Outcome } from '../http/problem.ts'
import { holdForWrite } from '../works/actions.ts'
import type { Works } from '../works/contract.ts'
import { lockWorks } from '../works/diversions/store.ts'
import type { Condition, NewWaiver } from './contract.ts'
import { type JudgedFinding, type Judging, judgedFindings } from './findings.ts'
import { note } from './note.ts'
import { addConditions } from './permit.ts'
import { refused } from './refused.ts'

/**
 * Lets a finding of a works pass, with the office's reason: one that holds now and is not waived. Where the application
 * changes afterwards it is to be judged again. [G]
 */
export async function waive(db: Db, id: string, given: NewWaiver, judging: Judging): Promise<Outcome<Works>> {
  const { actor, now } = judging
  const held = await holdForWrite(db, id, given.version, actor, ['works.decide'])
  if (held.problem) return held
  // nothing that meets it may change between the look and the deed
  await lockWorks(db, [held.value], judging)
  const found = await judgedFindings(db, held.value, judging)
  const { kind, ruleId, other, reason } = given
  if (!found) return refused('refusal.unknown_findings')
  const fault = waiverFault(found, given)
  if (fault) return fault
  if (!(await writeWaiver(db, id, given, judging))) return refused('no_such_finding')
  await note(db, [id], 'waive', { reason, told: { kind, ruleId, other } }, { userId: actor.userId, now })
  return { value: held.value }
}

const isNamedBy =
  ({ kind, ruleId, other }: Omit<NewWaiver, 'version'>) =>
  (one: JudgedFinding) =>
    one.kind === kind && one.ruleId === ruleId && one.other.type === other.type && one.other.id === other.id

/** A finding that does not hold, or is not the one that was seen, is not waived. */
function waiverFault(found: readonly JudgedFinding[], waiver: Omit<NewWaiver, 'version'>): Outcome<never> | null {
  const finding = found.find(isNamedBy(waiver))
  if (!finding || finding.standing === 'waived') return refused('no_such_finding')
  return finding.other.version === waiver.other.version ? null : refused('other_moved_on')
}

/** What stands against a plan once the office has let these findings of it pass. */
export function waivedBy(
  found: readonly JudgedFinding[],
  waivers: readonly Omit<NewWaiver, 'version'>[],
): Outcome<JudgedFinding[]> {
  const fault = waivers.map((waiver) => waiverFault(found, waiver)).find((one) => one !== null)
  if (fault) return fault
  const passes = (one: JudgedFinding) => waivers.some((waiver) => isNamedBy(waiver)(one))
  return { value: found.map((one) => (passes(one) ? { ...one, standing: 'waived' as const } : one)) }
}

/** Of a works as it is stored by now, whose ground is locked. False where the register knows of no such pair. */
export async function writeWaiver(
  db: Db,
  id: string,
  { kind, ruleId, other, reason }: Omit<NewWaiver, 'version'>,
  { actor, now }: Pick<Judging, 'actor' | 'now'>,
): Promise<boolean> {
  await rows(
    db,
    `insert into waiver (id, works_id, kind, rule_id, other_type, other_id, other_version, application, reason, user_id, at)
     select :waiver, w.id, :kind, :ruleId, :otherType, cast(:otherId as text), cast(:otherVersion as int), works_fingerprint(w), :reason,
            cast(:userId as uuid), cast(:now as timestamptz)
     from works w where w.id = cast(:id as uuid)`,
    {
      waiver: uuidv7(),
      id,
      kind,
      ruleId,
      otherType: other.type,
      otherId: other.id,
      otherVersion: other.version,
      reason,
      userId: actor.userId,
      now,
    },
  )
  return other.type !== 'works' || waivePair(db, [id, String(other.id)], kind)
}

/** False where the register knows of no such pair: a draft meets nobody there. */
async function waivePair(db: Db, pair: [string, string], kind: string): Promise<boolean> {
  const [works_a, works_b] = pair.sort()
  return (await db('conflict').where({ works_a, works_b, kind }).update({ state: 'waived' })) > 0
}

/** What stands open in the register between works of pairs, the first of each pair the one with the lower id. */
const openMeetings = `
  select c.works_a, c.works_b, c.kind, c.rule_id from conflict c
  join unnest(cast(:as as uuid[]), cast(:bs as uuid[])) as p (a, b) on p.a = c.works_a and p.b = c.works_b
  where c.severity in ('blocking','warning') and c.state <> 'waived'
  order by c.works_a, c.works_b, c.kind`

/**
 * Lets everything pass that stands open between pairs of works of a case, with one reason and the conditions on which it may: they
 * become conditions of the permits, also of those that are given already. The ground of the works is locked by whoever calls. Gives the works that it touched.
 */
export async function waiveBetween(
  db: Db,
  pairs: readonly (readonly [string, string])[],
  { reason, conditions, caseId }: { reason: string; conditions: readonly Condition[]; caseId: string },
  { actor, now }: { actor: Actor; now: Date },
): Promise<string[]> {
  const bindings = { as: pairs.map(([a]) => a), bs: pairs.map(([, b]) => b) }
  const open = await rows<{ works_a: string; works_b: string; kind: string; rule_id: string }>(
    db,
    openMeetings,
    bindings,
  )
  if (open.length === 0) return []
  await rows(
    db,
    `insert into waiver (id, works_id, kind, rule_id, other_type, other_id, other_version, application, reason, conditions,
                         case_id, user_id, at)
     select r.id, w.id, r.kind, r.rule_id, 'works', o.id::text, o.version, works_fingerprint(w), :reason,
            cast(:conditions as jsonb), cast(:caseId as uuid), cast(:userId as uuid), cast(:now as timestamptz)
     from jsonb_to_recordset(cast(:rows as jsonb)) as r (id uuid, works_a uuid, works_b uuid, kind text, rule_id text)
     join works w on w.id = r.works_a join works o on o.id = r.works_b`,
    {
      rows: JSON.stringify(open.map((one) => ({ id: uuidv7(), ...one }))),
      reason,
      conditions: JSON.stringify(conditions),
      caseId,
      userId: actor.userId,
      now,
    },
  )
  await rows(
    db,
    `update conflict c set state = 'waived'
     from unnest(cast(:as as uuid[]), cast(:bs as uuid[])) as p (a, b)
     where p.a = c.works_a and p.b = c.works_b and c.severity in ('blocking','warning') and c.state <> 'waived'`,
    bindings,
  )
  const touched = [...new Set(open.flatMap(({ works_a, works_b }) => [works_a, works_b]))].sort()
  await addConditions(db, touched, conditions)
  const kinds = [...new Set(open.map(({ kind }) => kind))]
  await note(db, touched, 'waive', { reason, told: { kinds, conditions } }, { userId: actor.userId, now })
  return touched
}

/** The conditions on which findings of a works with others were waived that still are: each once, of the last waiver of each. */
export async function waivedOn(db: Db, worksId: string): Promise<Condition[]> {
  const found = await rows<{ condition: Condition }>(db, waivedOnText, { worksId })
  return found.map(({ condition }) => condition)
}

const waivedOnText = prepared('select condition from conditions_waived_on(cast(:worksId as uuid))')
