import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { Point } from '../../server/geo/contract.ts'
import { payBy } from '../../server/inspections/violations/decide.ts'
import { openFine } from '../../server/inspections/violations/fine.ts'
import { issue, propose } from '../../server/inspections/violations/issue.ts'
import { findRow } from '../../server/inspections/violations/read.ts'
import type { ViolationRow } from '../../server/inspections/violations/row.ts'
import { endOfDays } from '../../server/inspections/violations/rules.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import type { DemoCity } from './types.ts'

const millisecondsOfHour = 3_600_000

interface Storing {
  pack: RulePack
  now: Date
}

interface People {
  issuer: string | null
  judge: string | null
  inspector: string | null
}

interface DemoViolation {
  article: string
  note: string
  hoursAgo: number
  quantity?: number
  isProposed?: true
  /** What became of it after it was issued. */
  becomes?: (at: Date, people: People, pack: RulePack) => Record<string, unknown>
}

const judged = (at: Date, { judge }: People, reason: string) => ({
  objection: 'كانت الحواجز قائمة، وأزاحتها شاحنة قبل المعاينة بساعة (مثال تجريبي).',
  objected_at: at,
  decided_at: at,
  decided_by: judge,
  decision_reason: reason,
})

/** One in each state, plainly made up. */
const stories: readonly DemoViolation[] = [
  { article: 'signs_and_lights', note: 'اللوحات بلا إنارة ليلًا (مثال تجريبي).', hoursAgo: 3, isProposed: true },
  { article: 'name_missing', note: 'لا لوحة باسم المقاول (مثال تجريبي).', hoursAgo: 6 },
  {
    article: 'storage_outside',
    note: 'أنابيب مخزنة على الرصيف المقابل (مثال تجريبي).',
    hoursAgo: 20,
    becomes: (at) => ({ state: 'claimed', claim: 'نُقلت الأنابيب إلى داخل الموقع (مثال تجريبي).', claimed_at: at }),
  },
  { article: 'barriers', note: 'الطرف الغربي بلا حواجز (مثال تجريبي).', hoursAgo: 50 },
  {
    article: 'footway_blocked',
    note: 'المشاة يمرون في الطريق (مثال تجريبي).',
    hoursAgo: 120,
    becomes: (at, _people, pack) => ({
      state: 'objected',
      objection: 'كان الممر مفتوحًا من الجهة الأخرى (مثال تجريبي).',
      objected_at: at,
      decide_by: endOfDays(at, pack.inspections.violations.answerDays, pack.zone),
    }),
  },
  {
    article: 'closed_longer',
    note: 'بقي المسار مغلقًا بعد المدة المصرح بها (مثال تجريبي).',
    hoursAgo: 400,
    quantity: 3,
    becomes: (at, people, pack) => ({
      state: 'due',
      decision: 'reduced',
      amount: 400_000,
      ...judged(at, people, 'يوم واحد كان بطلب المرور (مثال تجريبي).'),
      due_at: payBy(at, pack),
    }),
  },
  {
    article: 'unsafe_trench',
    note: 'خندق بعمق مترين بلا تدعيم (مثال تجريبي).',
    hoursAgo: 900,
    becomes: (at, _people, pack) => ({ state: 'due', due_at: payBy(at, pack) }),
  },
  {
    article: 'waste_left',
    note: 'مخلفات على جانب الطريق (مثال تجريبي).',
    hoursAgo: 300,
    becomes: (at, { judge }) => ({ state: 'remedied', ended_at: at, ended_by: judge }),
  },
  {
    article: 'street_damaged',
    note: 'كسر في حافة الرصيف (مثال تجريبي).',
    hoursAgo: 600,
    becomes: (at, people) => ({
      state: 'withdrawn',
      decision: 'withdrawn',
      ...judged(at, people, 'الكسر قديم، ويظهر في صور ما قبل الحفر (مثال تجريبي).'),
      ended_at: at,
      ended_by: people.judge,
    }),
  },
]

/** Violations of the demo city in every state, on works that are dug by a contractor. */
export async function storeViolations(db: Db, { users }: Pick<DemoCity, 'users'>, storing: Storing): Promise<void> {
  const works = await rows<{ id: string }>(
    db,
    `select id from works where status in ('in_progress','reinstated') and contractor_id is not null
     order by number limit :limit`,
    { limit: stories.length },
  )
  const idOfRole = (role: string) => users.find((user) => user.role === role)?.id ?? null
  const people = { issuer: idOfRole('admin'), judge: idOfRole('planner'), inspector: idOfRole('inspector') }
  for (const [place, { id }] of works.entries())
    await storeOne(db, { worksId: id, place, ...(stories[place] as DemoViolation) }, people, storing)
}

async function storeOne(
  db: Db,
  {
    worksId,
    place,
    article,
    note,
    hoursAgo,
    quantity,
    isProposed,
    becomes,
  }: DemoViolation & { worksId: string; place: number },
  people: People,
  { pack, now }: Storing,
): Promise<void> {
  const at = new Date(now.getTime() - hoursAgo * millisecondsOfHour)
  const counted = quantity === undefined ? {} : { quantity }
  const seen = await spotOn(db, worksId)
  const cause = { key: `demo ${place}`, worksId, article, at, note, place: seen, ...counted }
  if (isProposed) {
    await propose(db, { ...cause, from: 'inspection' }, { pack, now: at, userId: people.inspector })
    return
  }
  const id = await issue(db, { ...cause, from: 'office' }, { pack, now: at, userId: people.issuer })
  if (!id || !becomes) return
  const later = new Date(Math.min(now.getTime(), at.getTime() + 24 * millisecondsOfHour))
  const members = becomes(later, people, pack)
  await db('violation')
    .where({ id })
    .update({ ...members, version: 2 })
  if (members.state === 'due') await openFine(db, (await findRow(db, id)) as ViolationRow, later)
  if (article === 'unsafe_trench') await pay(db, id, later)
}

/** The oldest of them is paid, at the office. */
async function pay(db: Db, id: string, at: Date): Promise<void> {
  const [fee] = (await db('fee')
    .where({ violation_id: id })
    .update({ state: 'paid', settled_at: at })
    .returning(['id', 'amount'])) as {
    id: string
    amount: number
  }[]
  const paid = { provider: 'office', reference: 'DEMO-FINE-1', state: 'paid', created_at: at }
  await db('payment').insert({ id: fee?.id, fee_id: fee?.id, amount: fee?.amount, ...paid })
  await db('violation').where({ id }).update({ state: 'paid', ended_at: at })
}

/** A point of the works' own ground. */
async function spotOn(db: Db, worksId: string): Promise<Point | null> {
  const [found] = await rows<{ spot: Point }>(
    db,
    'select ST_AsGeoJSON(ST_PointOnSurface(footprint), 7)::jsonb as spot from works where id = cast(:worksId as uuid)',
    { worksId },
  )
  return found?.spot ?? null
}
