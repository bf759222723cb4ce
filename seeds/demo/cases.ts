import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../server/access/actor.ts'
import { answerProposal } from '../../server/cases/answer.ts'
import type { CaseDoing } from '../../server/cases/carry-out.ts'
import type { NewMeasure } from '../../server/cases/contract.ts'
import { keepCases } from '../../server/cases/file.ts'
import { keeperWithoutCases } from '../../server/cases/keeper.ts'
import { propose } from '../../server/cases/propose.ts'
import { escalateCases } from '../../server/cases/with-time.ts'
import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import type { RulePack } from '../../server/policy/contract.ts'

interface Loading {
  pack: RulePack
  now: Date
}

interface DemoCase {
  id: string
  cause_id: string
  other_id: string
  cause_agency: string
  other_agency: string
  cause_user: string
  other_user: string
}

const millisecondsOfDay = 86_400_000
const said = [
  'نستطيع تأخير الحفر أسبوعين إن وصلتنا مواعيدكم النهائية.',
  'المقاول حاضر في الموقع ولا نستطيع تقديم الموعد، لكن الخندق يتسع لشبكتين.',
] as const

/** The cases of the demo city: as its works ask for them, some of them further on. */
export async function storeCases(db: Db, { pack, now }: Loading): Promise<void> {
  const yesterday = new Date(now.getTime() - millisecondsOfDay)
  while ((await keepCases(db, null, pack, yesterday)) > 0);
  const [answered, talked, late, ...others] = await ofTwo(db)
  const doing = doingAs({ pack, now })
  if (answered) await propose(db, answered.id, { measure: together(answered), note: said[0] }, doing(answered, 'cause'))
  if (talked) await talk(db, talked, now)
  if (late) {
    await db('coordination_case').where({ id: late.id }).update({ due_at: yesterday })
    await escalateCases(db, { pack, now })
  }
  for (const one of others) if (await agree(db, one, doing)) break
}

function doingAs({ pack, now }: Loading) {
  return (one: DemoCase, side: 'cause' | 'other'): CaseDoing => ({
    pack,
    keeper: keeperWithoutCases,
    actor: utility(one[`${side}_user`], one[`${side}_agency`]),
    now,
    language: 'ar',
    onFailure: (error) => {
      throw error
    },
  })
}

/** One trench, in the days of whoever was there first. */
function together({ cause_id, other_id }: DemoCase): NewMeasure {
  return { kind: 'shared_trench', leadId: other_id, memberIds: [cause_id] }
}

/** True where both agreed and it was carried out. */
async function agree(db: Db, one: DemoCase, doing: ReturnType<typeof doingAs>): Promise<boolean> {
  await propose(db, one.id, { measure: together(one) }, doing(one, 'cause'))
  const proposal = (await db('case_proposal').where({ case_id: one.id }).first('id')) as { id: string } | undefined
  if (!proposal) return false
  const asked = { id: one.id, proposalId: proposal.id }
  const works = (await db('works').whereIn('id', [one.cause_id, one.other_id]).select('id', 'version')) as {
    id: string
    version: number
  }[]
  return (await answerProposal(db, asked, { answer: 'accept', works }, doing(one, 'other'))).problem === undefined
}

async function talk(db: Db, one: DemoCase, now: Date): Promise<void> {
  const by = [
    { agency_id: one.cause_agency, user_id: one.cause_user },
    { agency_id: one.other_agency, user_id: one.other_user },
  ]
  const at = (place: number) => new Date(now.getTime() - (2 - place) * 3_600_000)
  await db('case_message').insert(
    by.map((who, place) => ({ id: uuidv7(), case_id: one.id, ...who, at: at(place), text: said[place] })),
  )
}

/** Cases between two works whose organisations have somebody to speak for them, and which share ground. */
function ofTwo(db: Db): Promise<DemoCase[]> {
  return rows<DemoCase>(
    db,
    `select c.id, a.id as cause_id, b.id as other_id, a.agency_id as cause_agency, b.agency_id as other_agency,
            (select id from app_user u where u.organisation_id = a.agency_id and u.role = 'utility' order by id limit 1) as cause_user,
            (select id from app_user u where u.organisation_id = b.agency_id and u.role = 'utility' order by id limit 1) as other_user
     from coordination_case c
     join works a on a.id = c.cause_works_id
     join case_works x on x.case_id = c.id and x.works_id <> a.id
     join works b on b.id = x.works_id
     where (select count(*) from case_works y where y.case_id = c.id) = 2
       and exists (select 1 from conflict f where f.kind in ('clash','repeat_dig')
                   and f.works_a = least(a.id, b.id) and f.works_b = greatest(a.id, b.id))
       and a.actual_period is null and b.actual_period is null
       and a.status in ('planned','submitted','in_coordination','approved') and b.status in ('planned','submitted','in_coordination','approved')
       and exists (select 1 from app_user u where u.organisation_id = a.agency_id and u.role = 'utility')
       and exists (select 1 from app_user u where u.organisation_id = b.agency_id and u.role = 'utility')
     order by c.number limit 12`,
  )
}

function utility(userId: string, agencyId: string): Actor {
  return { userId, keyId: null, role: 'utility', isAdmin: false, agencyId, ground: [], scopes: null }
}
