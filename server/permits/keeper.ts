import { isBannedOn } from '../contractors/standing.ts'
import { keeper as register } from '../coordination/register.ts'
import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { failed, type Outcome } from '../http/problem.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { Works } from '../works/contract.ts'
import type { Amended, AmendmentKeeper } from '../works/store.ts'
import { ask, consulteesOf } from './consult.ts'
import type { Permit } from './contract.ts'
import { registered } from './findings.ts'
import { permitOf } from './permit.ts'
import { refused } from './refused.ts'
import { tellAnew } from './resident-notices.ts'
import { daysBeyond, validAfter } from './rules.ts'

/** Keeps what an amendment leaves behind besides the register: who has to be asked anew, the days and conditions of a permit. */
export const keeper: AmendmentKeeper = { ...register, follow }

async function follow(db: Db, amended: Amended, doing: { pack: RulePack; now: Date }): Promise<Outcome<null>> {
  const { works, asks } = amended
  if (asks !== 'nobody') await askAnew(db, works, doing)
  const permit = await permitOf(db, works.id)
  return permit ? changePermit(db, permit, amended, doing) : { value: null }
}

/** Asks whoever has not been asked in the round that runs: in a new one, everybody. */
async function askAnew(db: Db, works: Works, doing: { pack: RulePack; now: Date }): Promise<void> {
  const asked = (await db('consultation').where({ works_id: works.id, round: works.rounds }).select('agency_id')) as {
    agency_id: string
  }[]
  const before = new Set(asked.map(({ agency_id }) => agency_id))
  const consultees = await consulteesOf(db, works, doing.pack)
  await ask(
    db,
    works,
    works.rounds,
    consultees.filter(({ id }) => !before.has(id)),
    doing,
  )
}

/** Other days are a new grant, and take what a grant takes: nothing blocking open. */
async function changePermit(
  db: Db,
  permit: Permit,
  { works, conditions }: Amended,
  doing: { pack: RulePack; now: Date },
): Promise<Outcome<null>> {
  const blocking = (await registered(db, works.id)).filter(
    ({ severity, state }) => severity === 'blocking' && state !== 'waived',
  )
  if (blocking.length > 0 && works.notifiedAt === null) return refused('refusal.blocking_findings')
  const { now, pack } = doing
  // whoever causes it: what makes a permit longer is counted, and not done more often than may be
  const days = daysBeyond(permit.valid, works)
  if (days > 0 && permit.extensions >= pack.extension.most) return refused('refusal.extended_often')
  const today = dayAt(now, pack.zone)
  if (days > 0 && (await isBannedOn(db, works.contractorId, today))) return refused('refusal.contractor_banned')
  const valid = validAfter(permit.valid, works, today)
  const [written] = await rows(
    db,
    `update permit set valid = daterange(cast(:start as date), cast(:end as date), '[]'),
       conditions = coalesce(cast(:conditions as jsonb), conditions),
       extensions = extensions + cast(:times as int), extension_days = extension_days + cast(:days as int),
       changed_on = cast(:today as date), changes = changes + 1
     where works_id = cast(:worksId as uuid) returning number`,
    {
      worksId: works.id,
      ...valid,
      today,
      conditions: conditions ? JSON.stringify(conditions) : null,
      times: days > 0 ? 1 : 0,
      days,
    },
  )
  if (!written) return failed('forbidden')
  // time counts anew what these days do not cover
  await db('overrun').where({ works_id: works.id }).delete()
  await tellAnew(db, works.id, doing)
  return { value: null }
}
