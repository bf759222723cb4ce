import type { Actor } from '../../server/access/actor.ts'
import type { Db } from '../../server/database/connect.ts'
import { callForInterest, closeCall } from '../../server/dig-once/calls/actions.ts'
import { answerCall } from '../../server/dig-once/calls/answer.ts'
import { chances } from '../../server/dig-once/chances.ts'
import { clustersOf, type FoundCluster } from '../../server/dig-once/cluster-rules.ts'
import { keeper as sharing } from '../../server/dig-once/keeper.ts'
import type { Outcome } from '../../server/http/problem.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { addDays, dayAt, daysOf } from '../../server/time/rules.ts'
import { changeWorks } from '../../server/works/actions.ts'
import { findWorks } from '../../server/works/read.ts'
import type { WorksKeeper } from '../../server/works/store.ts'
import type { DemoCity } from './types.ts'

interface Storing {
  pack: RulePack
  keeper: WorksKeeper
  now: Date
}

function done<T>(outcome: Outcome<T>): T {
  if (outcome.problem) throw new Error(`sharing a trench in the demo city: ${outcome.problem.name}`)
  return outcome.value
}

/** What agencies of the demo city share: works linked in one trench, and an open call that one of them has answered. */
export async function storeSharing(db: Db, city: DemoCity, storing: Storing): Promise<void> {
  const { pack, now } = storing
  const today = dayAt(now, pack.zone)
  const { works, stretches } = await chances(db, {}, { pack, today })
  const agencyOf = (id: string) => works.get(id)?.agencyId ?? ''
  const actors = actorsOf(city)
  const pairs = clustersOf(works, stretches, pack, today).filter(
    ({ worksIds, gapDays }) =>
      // those that clash are left for the planners to settle
      gapDays > 0 && worksIds.length === 2 && worksIds.every((id) => actors.has(agencyOf(id))),
  )
  // whoever follows has not applied yet, and can take over the days of the lead
  const linked = pairs.find(({ worksIds, leadId }) =>
    worksIds.every((id) => id === leadId || works.get(id)?.status === 'planned'),
  )
  const called = pairs.find((pair) => pair !== linked)
  const office = actors.get(city.agencies.find(({ kind }) => kind === 'municipality')?.id ?? '')
  if (linked && office) await link(db, linked, { ...storing, actor: office }, (id) => actors.get(agencyOf(id)) as Actor)
  if (called) await call(db, called, { storing, actors, agencyOf })
}

/** Who acts for each organisation that has a demo account which may. */
function actorsOf({ users, agencies }: DemoCity): Map<string, Actor> {
  const idByCode = new Map(agencies.map(({ code, id }) => [code, id]))
  const acting = users.filter(({ role }) => role === 'planner' || role === 'utility')
  return new Map(
    acting.map(({ id: userId, role, agencyCode }) => {
      const agencyId = idByCode.get(agencyCode ?? '') ?? ''
      const ground = role === 'planner' ? ('everywhere' as const) : []
      return [agencyId, { userId, keyId: null, role, isAdmin: false, agencyId, ground, scopes: null }]
    }),
  )
}

type Doing = Storing & { actor: Actor }

/** Whoever follows takes over the first day of the lead, so that something is saved; then the office links them. */
async function link(
  db: Db,
  { worksIds, leadId, suggested }: FoundCluster,
  doing: Doing,
  ownerOf: (id: string) => Actor,
): Promise<void> {
  const memberIds = worksIds.filter((id) => id !== leadId)
  const lead = await findWorks(db, leadId, doing.actor)
  for (const id of memberIds) {
    const [actor, follower] = [ownerOf(id), await findWorks(db, id, doing.actor)]
    if (!lead || !follower) continue
    const { start } = lead.period
    const period = { start, end: addDays(start, daysOf(follower.period) - 1) }
    done(await changeWorks(db, id, { version: follower.version, period }, { ...doing, actor }))
  }
  const title = 'تنفيذ الشبكتين في خندق واحد'
  const made = done(await callForInterest(db, { title, worksIds, leadId, period: suggested.period }, doing))
  done(
    await closeCall(db, made.id, { version: made.version, link: { leadId, memberIds } }, { ...doing, keeper: sharing }),
  )
}

async function call(
  db: Db,
  { worksIds, leadId, suggested: { period } }: FoundCluster,
  { storing, actors, agencyOf }: { storing: Storing; actors: Map<string, Actor>; agencyOf: (id: string) => string },
): Promise<void> {
  const title = 'دعوة إلى خندق مشترك قبل إعادة السفلتة'
  const text = 'نفتح هذا المسار مرة واحدة. من لديه تمديدات هنا فليشاركنا الخندق قبل إعادة الوضع.'
  const given = { title, text, worksIds, leadId, period }
  const made = done(await callForInterest(db, given, { ...storing, actor: actors.get(agencyOf(leadId)) as Actor }))
  const other = worksIds.find((id) => agencyOf(id) !== made.agencyId)
  if (!other) return
  const answer = { isInterested: true, worksIds: [other], note: 'نشارككم الخندق ونوافق على الموعد المقترح.' }
  done(await answerCall(db, made.id, answer, { ...storing, actor: actors.get(agencyOf(other)) as Actor }))
}
