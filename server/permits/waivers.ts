import { uuidv7 } from 'uuidv7'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Outcome } from '../http/problem.ts'
import { holdForWrite } from '../works/actions.ts'
import type { Works } from '../works/contract.ts'
import { cellsOf, lockGround } from '../works/ground.ts'
import type { NewWaiver } from './contract.ts'
import { type Judging, judgedFindings } from './findings.ts'
import { note } from './note.ts'
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
  await lockGround(db, cellsOf([held.value], judging.pack))
  const found = await judgedFindings(db, held.value, judging)
  const { kind, ruleId, other, reason } = given
  const finding = found?.find(
    (one) => one.kind === kind && one.ruleId === ruleId && one.other.type === other.type && one.other.id === other.id,
  )
  if (!found) return refused('refusal.unknown_findings')
  if (!finding || finding.standing === 'waived') return refused('no_such_finding')
  if (finding.other.version !== other.version) return refused('other_moved_on')
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
  const isRegistered = other.type !== 'works' || (await waivePair(db, [id, String(other.id)], kind))
  if (!isRegistered) return refused('no_such_finding')
  await note(db, [id], 'waive', { reason, told: { kind, ruleId, other } }, { userId: actor.userId, now })
  return { value: held.value }
}

/** False where the register knows of no such pair: a draft meets nobody there. */
async function waivePair(db: Db, pair: [string, string], kind: string): Promise<boolean> {
  const [works_a, works_b] = pair.sort()
  return (await db('conflict').where({ works_a, works_b, kind }).update({ state: 'waived' })) > 0
}
