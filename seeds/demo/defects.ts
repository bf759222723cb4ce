import type { Actor } from '../../server/access/actor.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { Outcome } from '../../server/http/problem.ts'
import type { InspectionKind } from '../../server/inspections/checklists/contract.ts'
import { seededItems } from '../../server/inspections/checklists/store.ts'
import { agreeVisit, answerDefect, decideDefect, judgeDefect } from '../../server/inspections/defects/deeds.ts'
import { moveDefect } from '../../server/inspections/defects/move.ts'
import { openDefect } from '../../server/inspections/defects/open.ts'
import { type Asking, findDefect } from '../../server/inspections/defects/read.ts'
import { planLook } from '../../server/inspections/defects/visits.ts'
import { deemDefects } from '../../server/inspections/defects/with-time.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { addDays, dayAt } from '../../server/time/rules.ts'
import { keepDrawing } from './photos.ts'
import { closedDrawing } from './pictures.ts'

interface Loading {
  pack: RulePack
  now: Date
  mediaDir: string
}

type Doing = Asking & Pick<Loading, 'mediaDir'>

interface People {
  contractor: Actor
  inspector: Actor
  planner: Actor
}
type Side = keyof People

/** One step of a defect's story: so many days ago, by whom. */
type Step = [daysAgo: number, by: Side, deed: (db: Db, id: string, doing: Doing, place: number) => Promise<unknown>]

interface Story {
  kind: InspectionKind
  /** Its place in the checklist of the kind. */
  item: number
  foundDaysAgo: number
  steps: readonly Step[]
}

const millisecondsOfDay = 86_400_000

async function versionOf(db: Db, id: string): Promise<number> {
  const found = (await db('defect').where({ id }).first('version')) as { version: number }
  return found.version
}

/** A deed that has to succeed: the demo tells of nothing that cannot be. */
function deed<Given>(
  doing: (db: Db, id: string, given: Given & { version: number }, asking: Asking) => Promise<Outcome<null>>,
  given: (today: string) => Given,
): Step[2] {
  return async (db, id, asking) => {
    const version = await versionOf(db, id)
    const done = await doing(db, id, { ...given(dayAt(asking.now, asking.pack.zone)), version }, asking)
    if (done.problem) throw new Error(`the demo city has a defect that cannot be: ${JSON.stringify(done.problem)}`)
  }
}

const accept = deed(answerDefect, () => ({ answer: 'accepted' }) as const)
const dispute = deed(answerDefect, () => ({ answer: 'disputed', reason: 'كان الكسر قبل أن نحفر، والصورة مع الطلب.' }) as const) // biome-ignore format: one line
const askVisit = deed(answerDefect, (today) => ({
  answer: 'joint_visit' as const,
  days: [addDays(today, 5), addDays(today, 6)],
}))
const agree = deed(agreeVisit, (today) => ({ day: addDays(today, 4) }))
const uphold = deed(decideDefect, () => ({ decision: 'uphold', reason: 'الصورة تظهر حدود حفريتكم.' }) as const)
const withdraw = deed(decideDefect, () => ({ decision: 'withdraw', reason: 'ليست من أعمال هذه الرخصة.' }) as const)
const reject = deed(judgeDefect, () => ({ verdict: 'reject', reason: 'الحافة ما زالت غير مستوية.' }) as const)
const verify = deed(judgeDefect, () => ({ verdict: 'verify' }) as const)

/** With a drawing of the closed trench, as a mend is shown by a photo that was taken at the place. */
const mend: Step[2] = async (db, id, asking, place) => {
  const { userId, agencyId } = asking.actor
  const row = await findDefect(db, id, asking.actor)
  if (!row) return
  // whoever has disputed it has not accepted it by mending
  const accepting = row.answer === null ? { answer: 'accepted', answered_at: asking.now } : {}
  const written = { mended_at: asking.now, ...accepting }
  const photo = { id: await keepDrawing(db, await closedDrawing(place), asking), metres: 3 + (place % 5) }
  const move = { event: 'mend', state: 'mended', written, reason: 'أُعيد الرصف وسُوّيت الحواف.', photo } as const
  await moveDefect(db, id, move, { userId, agencyId, now: asking.now })
  await planLook(db, row, asking)
}

/** Several in each state: of every story the contractor of the demo is the one who mends. */
const stories: readonly Story[] = [
  { kind: 'site_safety', item: 2, foundDaysAgo: 0, steps: [] },
  { kind: 'final', item: 0, foundDaysAgo: 1, steps: [] },
  { kind: 'site_safety', item: 0, foundDaysAgo: 6, steps: [[5, 'contractor', accept]] },
  { kind: 'final', item: 5, foundDaysAgo: 9, steps: [[8, 'contractor', accept]] },
  { kind: 'final', item: 4, foundDaysAgo: 30, steps: [] },
  { kind: 'backfill', item: 1, foundDaysAgo: 3, steps: [[2, 'contractor', dispute]] },
  { kind: 'final', item: 1, foundDaysAgo: 4, steps: [[3, 'contractor', askVisit]] },
  { kind: 'final', item: 6, foundDaysAgo: 3, steps: [[2, 'contractor', askVisit], [1, 'planner', agree]] },
  { kind: 'site_safety', item: 6, foundDaysAgo: 2, steps: [[1, 'contractor', mend]] },
  { kind: 'backfill', item: 5, foundDaysAgo: 5, steps: [[1, 'contractor', mend]] },
  { kind: 'final', item: 2, foundDaysAgo: 12, steps: [[9, 'contractor', mend], [6, 'inspector', reject]] },
  { kind: 'final', item: 3, foundDaysAgo: 25, steps: [[20, 'contractor', mend], [18, 'inspector', verify]] },
  { kind: 'site_safety', item: 4, foundDaysAgo: 15, steps: [[14, 'contractor', mend], [13, 'inspector', verify]] },
  { kind: 'backfill', item: 0, foundDaysAgo: 20, steps: [[18, 'contractor', dispute], [16, 'planner', uphold], [12, 'contractor', mend]] },
  { kind: 'final', item: 7, foundDaysAgo: 18, steps: [[17, 'contractor', dispute], [14, 'planner', withdraw]] },
] // biome-ignore format: a table

/** The defects of the demo city: on works that its contractor has dug, in every state. */
export async function storeDefects(db: Db, { pack, now, mediaDir }: Loading): Promise<void> {
  const people = await peopleOf(db)
  const works = await dugBy(db, people.contractor.agencyId as string)
  if (works.length === 0) return
  for (const [at, story] of stories.entries())
    await tellStory(db, story, { worksId: works[at % works.length] as string, place: at, people, pack, now, mediaDir })
  await deemDefects(db, { now })
}

interface Telling extends Loading {
  worksId: string
  /** Among the stories. */
  place: number
  people: People
}

async function tellStory(
  db: Db,
  story: Story,
  { worksId, place, people, pack, now, mediaDir }: Telling,
): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * millisecondsOfDay)
  const item = seededItems(story.kind)[story.item]
  const reason = item?.reasons[0]
  if (!item || !reason) return
  const { userId, agencyId } = people.inspector
  const opened = await openDefect(
    db,
    {
      worksId,
      kind: story.kind,
      severity: item.severity,
      itemCode: item.code,
      text: { ar: `${item.text.ar}: ${reason.text.ar}`, en: `${item.text.en}: ${reason.text.en}` },
    },
    { userId, agencyId, now: daysAgo(story.foundDaysAgo), pack },
  )
  for (const [days, by, doing] of story.steps)
    if (opened) await doing(db, opened.id, { actor: people[by], now: daysAgo(days), pack, mediaDir }, place)
}

/** Who speaks in the demo, each for their organisation. */
async function peopleOf(db: Db): Promise<People> {
  const found = (await db('app_user').where({ is_demo: true }).select('id', 'role', 'organisation_id')) as {
    id: string
    role: Side
    organisation_id: string
  }[]
  const as = (role: Side): Actor => {
    const person = found.find((one) => one.role === role)
    const ground = role === 'contractor' ? [] : 'everywhere'
    return {
      userId: person?.id ?? null,
      keyId: null,
      role,
      isAdmin: false,
      agencyId: person?.organisation_id ?? null,
      ground,
      scopes: null,
    }
  }
  return { contractor: as('contractor'), inspector: as('inspector'), planner: as('planner') }
}

/** Works that this contractor has opened. */
async function dugBy(db: Db, contractorId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select id from works
     where contractor_id = cast(:contractorId as uuid) and status in ('in_progress','reinstated','in_guarantee')
     order by status, number limit 10`,
    { contractorId },
  )
  return found.map(({ id }) => id)
}
