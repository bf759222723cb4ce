import { uuidv7 } from 'uuidv7'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import { type Consultee, consulteesAt } from '../../server/permits/consult.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { dueAfter } from '../../server/time/working-days.ts'
import { storeAmendments } from './amendments.ts'
import { storeAnswers } from './answers.ts'
import type { DemoWorks } from './types.ts'

interface Storing {
  pack: RulePack
  now: Date
}

const millisecondsOfHour = 3_600_000
/** Statuses that follow a permit. */
const permitted = ['permitted', 'in_progress', 'suspended', 'reinstated', 'in_guarantee', 'closed', 'expired']
/** From an application to its permit. */
const reviewTime = '8 days'
const reviewed = ['submitted', 'in_coordination', 'approved']
/** What those who were asked say, in turn; null: nothing yet. */
const said = [null, 'approve', null, 'approve_with_conditions'] as const
const conditions = 'تُكشف مواقع شبكاتنا يدويًا قبل الحفر الآلي.'

/** How the applications of the demo city stand: when they were submitted, who was asked and answered, the permits. */
export async function storeApplications(db: Db, works: readonly DemoWorks[], storing: Storing): Promise<void> {
  await rows(
    db,
    `update works set rounds = 1, submitted_at = created_at where status = any (cast(:statuses as text[]))`,
    { statuses: [...reviewed, ...permitted, 'refused', 'returned'] },
  )
  const waiting = works.filter(({ status }) => reviewed.includes(status))
  const submitted = await submit(db, waiting, storing)
  const asked = waiting.filter(({ status }) => status !== 'submitted').map(({ id }) => id)
  const isApproved = new Set(waiting.filter(({ status }) => status === 'approved').map(({ id }) => id))
  const consultees = await consulteesAt(db, asked, storing.pack)
  const consultations = consultees.map((one, place) =>
    consultationOf(
      one,
      place,
      { at: submitted.get(one.works_id) as Date, isApproved: isApproved.has(one.works_id) },
      storing,
    ),
  )
  if (consultations.length > 0) await db('consultation').insert(consultations)
  await issue(db, storing)
  await storeAnswers(db, storing)
  await storeAmendments(db, storing)
}

/** Received in the last hours, one after another, so that the office's clock has something to show. Gives when. */
async function submit(db: Db, waiting: readonly DemoWorks[], { pack, now }: Storing): Promise<Map<string, Date>> {
  const submitted = new Map<string, Date>()
  for (const [place, { id, category }] of waiting.entries()) {
    const at = new Date(now.getTime() - (2 + ((place * 5) % 40)) * millisecondsOfHour)
    submitted.set(id, at)
    const due = dueAfter(at, pack.reviewHours[category], pack)
    await db('works').where({ id }).update({ submitted_at: at, review_due_at: due })
  }
  return submitted
}

function consultationOf(
  { works_id, id, grounds, silence_approves }: Consultee,
  place: number,
  { at, isApproved }: { at: Date; isApproved: boolean },
  { pack, now }: Storing,
) {
  // the municipality that is asked beside the one that decides still has its answer to give
  const isWaited = grounds.includes('municipality')
  const answer = isApproved ? 'approve' : isWaited ? null : (said[place % said.length] ?? null)
  return {
    id: uuidv7(),
    works_id,
    round: 1,
    agency_id: id,
    grounds,
    asked_at: at,
    due_at: dueAfter(at, pack.consultation.hours.planned, pack),
    silence_approves,
    answer,
    conditions: answer === 'approve_with_conditions' ? conditions : null,
    answered_at: answer === null ? null : new Date(Math.min(now.getTime(), at.getTime() + millisecondsOfHour)),
  }
}

/** A permit for everything that has had one: long enough after its application that all who were asked had their time. */
async function issue(db: Db, { pack, now }: Storing): Promise<void> {
  await rows(
    db,
    `with due as (
       select id, region_id, period, version, at, extract(year from at at time zone cast(:zone as text))::smallint as year
       from works, least(created_at + cast(:reviewed as interval), cast(:now as timestamptz)) as at
       where status = any (cast(:permitted as text[]))
     ),
     numbered as (
       select *, row_number() over (partition by region_id, year order by at, id) as place from due
     ),
     series as (
       insert into permit_series (region_id, year, last)
       select region_id, year, max(place) from numbered group by region_id, year
     )
     insert into permit (works_id, number, valid, conditions, issued_at, seen_version, findings_complete, blocking_open)
     select id, region_id || '-P-' || year || '-' || lpad(place::text, 7, '0'), period, '[{"code":"keep_access"}]',
            at, version, true, 0
     from numbered`,
    { zone: pack.zone, permitted, reviewed: reviewTime, now },
  )
}
