import { uuidv7 } from 'uuidv7'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import { type Consultee, consulteesAt } from '../../server/permits/consult.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { dueAfter } from '../../server/time/working-days.ts'
import type { Category } from '../../server/works/contract.ts'

interface Granted {
  id: string
  category: Category
  submitted_at: string
  issued_at: string
}

const millisecondsOfHour = 3_600_000
/** After how many hours they answered, in turn; null: not at all, where silence is an answer. */
const taken = [3, 22, 7, 46, 28, null, 5, 19, 31, 12, 44, 26, null] as const

/** What agencies answered to the applications of the past year that have their permit by now: the dashboard counts it. */
export async function storeAnswers(db: Db, { pack, now }: { pack: RulePack; now: Date }): Promise<void> {
  const granted = await rows<Granted>(
    db,
    `select w.id, w.category, w.submitted_at, p.issued_at from permit p join works w on w.id = p.works_id
     where w.submitted_at > cast(:now as timestamptz) - interval '1 year' and p.issued_at >= w.submitted_at + interval '8 days'
     order by w.submitted_at, w.id`,
    { now },
  )
  const permits = new Map(
    granted.filter(({ category }) => pack.consultation.hours[category] > 0).map((one) => [one.id, one]),
  )
  const asked = await consulteesAt(db, [...permits.keys()], pack)
  const answers = asked.map((one, place) => answerOf(one, place, permits.get(one.works_id) as Granted, pack))
  if (answers.length > 0) await db('consultation').insert(answers)
}

function answerOf(
  { works_id, id, grounds, silence_approves }: Consultee,
  place: number,
  granted: Granted,
  pack: RulePack,
) {
  const asked = new Date(granted.submitted_at)
  const due = dueAfter(asked, pack.consultation.hours[granted.category], pack)
  const hours = taken[place % taken.length] ?? null
  // over holidays a permit can only have been issued so soon because all had answered
  const isSilent = hours === null && silence_approves && due < new Date(granted.issued_at)
  const answered = new Date(asked.getTime() + (hours ?? 1) * millisecondsOfHour)
  return {
    id: uuidv7(),
    works_id,
    round: 1,
    agency_id: id,
    grounds,
    asked_at: asked,
    due_at: due,
    silence_approves,
    answer: 'approve',
    deemed: isSilent,
    answered_at: isSilent ? due : answered,
  }
}
