import type { Actor } from '../../server/access/actor.ts'
import type { Db } from '../../server/database/connect.ts'
import { appealCase } from '../../server/inspections/quality/appeals.ts'
import { casesOf } from '../../server/inspections/quality/cases.ts'
import { scoreMonth } from '../../server/inspections/quality/keep.ts'
import { lastMonth } from '../../server/inspections/quality/rules.ts'
import type { RulePack } from '../../server/policy/contract.ts'
import { addMonths, dayAt } from '../../server/time/rules.ts'
import type { DemoCity } from './types.ts'

/** So many months have been scored. */
const months = 6

/** The quality scores of the demo city's last months, and a contractor's objection that waits for the office. */
export async function storeScores(
  db: Db,
  { agencies, users }: DemoCity,
  { pack, now }: { pack: RulePack; now: Date },
): Promise<void> {
  const last = lastMonth(dayAt(now, pack.zone))
  for (let back = months - 1; back >= 0; back--) {
    const month = addMonths(last, -back)
    await scoreMonth(db, month, { pack, now: new Date(`${addMonths(month, 1)}T00:10:00Z`) })
  }
  const user = users.find(({ role }) => role === 'contractor')
  const agencyId = agencies.find(({ code }) => code === user?.agencyCode)?.id
  if (!user || !agencyId) return
  const actor: Actor = {
    userId: user.id,
    keyId: null,
    role: 'contractor',
    isAdmin: false,
    agencyId,
    ground: [],
    scopes: null,
  }
  const asked = {
    partyId: agencyId,
    kind: 'contractor',
    month: last,
    part: 'samples',
    limit: 200,
    after: null,
  } as const
  const bad = (await casesOf(db, asked, pack)).items.find(({ harms }) => harms)
  if (!bad) return
  const reason = 'أُخذت العينة من موقع خندق جهة أخرى مجاور لأعمالنا (مثال تجريبي).'
  // where the month is long over there is nothing to object to
  await appealCase(db, agencyId, { kind: 'contractor', part: 'samples', caseId: bad.id, reason }, { actor, pack, now })
}
