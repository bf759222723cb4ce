import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { type Telling, tell } from '../../notifications/tell.ts'
import type { RulePack } from '../../policy/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { Sample } from './contract.ts'

/** Tells the office of a sample that failed; those who have to mend the ground are told of the defect. */
export async function tellFailed(db: Db, { id, works }: Pick<Sample, 'id' | 'works'>, at: Date): Promise<void> {
  const place = (await db('works').where({ id: works.id }).first('municipality_id')) as { municipality_id: string }
  const to = [{ role: 'planner' as const, municipalityId: place.municipality_id }]
  await tell(db, [{ kind: 'sample_failed', subject: { type: 'sample', id }, to, at }])
}

const batch = 200

interface LateRow {
  id: string
  laboratory_id: string
  agency_id: string
}

/**
 * Tells the laboratory and whose works it is of samples that are past their day without a result, each once: it is marked in the
 * transaction that tells, and held by whoever does it. Gives how many.
 */
export async function tellLateSamples(db: Db, { pack, now }: { pack: RulePack; now: Date }): Promise<number> {
  const today = dayAt(now, pack.zone)
  for (let all = 0; ; ) {
    const told = await db.transaction(async (trx) => {
      const late = await rows<LateRow>(
        trx,
        `update sample s set late_told_at = cast(:now as timestamptz)
         from works w
         where w.id = s.works_id and s.id in (
           select id from sample where outcome is null and voided_at is null and late_told_at is null and due_on < cast(:today as date)
           order by due_on, id limit :batch for update skip locked)
         returning s.id, s.laboratory_id, w.agency_id`,
        { now, today, batch },
      )
      await tell(
        trx,
        late.map((one) => lateTelling(one, now)),
      )
      return late.length
    })
    all += told
    if (told < batch) return all
  }
}

function lateTelling({ id, laboratory_id, agency_id }: LateRow, at: Date): Telling {
  const to = [{ agencyId: laboratory_id }, { agencyId: agency_id }]
  return { kind: 'sample_late', subject: { type: 'sample', id }, to, at, by: null, once: `sample_late:${id}` }
}
