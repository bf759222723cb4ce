import type { BanReason } from '../../server/contractors/contract.ts'
import type { Db } from '../../server/database/connect.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { addDays, dayAt } from '../../server/time/rules.ts'
import { idOf } from './random.ts'
import type { DemoCity, DemoWorks } from './types.ts'

interface DemoBan {
  code: string
  reason: BanReason
  note: string
  /** Days from today on. */
  from: number
  until: number | null
  liftedAfterDays?: number
}

/** Who is banned in the demo city today. */
const bannedCode = 'DEMO-BUILD3'

/** One that holds and one that was lifted, each of a contractor of its own. */
const bans: readonly DemoBan[] = [
  {
    code: bannedCode,
    reason: 'safety_violations',
    note: 'خندق مفتوح بلا حواجز ولا إنارة في موقعين (مثال تجريبي).',
    from: -6,
    until: 83,
  },
  {
    code: 'DEMO-BUILD2',
    reason: 'expired_permits_open',
    note: 'رخصتان منتهيتان لم تُغلقا (مثال تجريبي).',
    from: -120,
    until: null,
    liftedAfterDays: 21,
  },
]

/** The first planned works of the water company is to be dug by the banned contractor: its application is refused. */
export function withBannedContractor(works: readonly DemoWorks[]): readonly DemoWorks[] {
  const at = works.findIndex(({ status, agencyCode }) => status === 'planned' && agencyCode === 'DEMO-WATER')
  return works.map((one, place) => (place === at ? { ...one, contractorCode: bannedCode } : one))
}

/** The demo city's banned contractors, so that its pages have something to show. */
export async function storeBans(
  db: Db,
  { agencies, users }: Pick<DemoCity, 'agencies' | 'users'>,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<void> {
  const idsByCode = new Map(agencies.map(({ code, id }) => [code, id]))
  const planner = users.find(({ role }) => role === 'planner')
  const today = dayAt(now, pack.zone)
  const noon = (day: string) => `${day}T09:00:00Z`
  await db('contractor_ban').insert(
    bans.map(({ code, reason, note, from, until, liftedAfterDays }, place) => ({
      id: idOf('ban', place),
      contractor_id: idsByCode.get(code),
      reason,
      note,
      banned_from: addDays(today, from),
      banned_until: until === null ? null : addDays(today, until),
      agency_id: agencies.find(({ kind }) => kind === 'municipality')?.id,
      banned_by: planner?.id,
      banned_at: noon(addDays(today, from)),
      ...(liftedAfterDays === undefined
        ? {}
        : {
            lifted_at: noon(addDays(today, from + liftedAfterDays)),
            lifted_by: planner?.id,
            lift_reason: 'أُغلقت الرخصتان (مثال تجريبي).',
          }),
    })),
  )
}
