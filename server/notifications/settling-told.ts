import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { settledItems } from '../meeting/held/settled.ts'
import type { RulePack } from '../policy/contract.ts'
import { addDays, dayAt } from '../time/rules.ts'
import { workingDaysAfter } from '../time/working-days.ts'
import type { NoticeKind } from './contract.ts'
import { type Telling, tell } from './tell.ts'

interface Timed {
  pack: RulePack
  now: Date
}

interface Left {
  once: string
  meeting_id: string
  municipality_id: string
  item: number
  settler_id: string
  settle_by: string
  noted_at: string
  name_ar: string
  name_en: string
}

/**
 * Reminds whoever a meeting has left an item to, and the office that wrote its minutes: the pack's working days before its day, and
 * once that has passed; each day once, another day anew. What was left within these working days is no news. Gives how many.
 */
export async function tellSettling(db: Db, { pack, now }: Timed): Promise<number> {
  const today = dayAt(now, pack.zone)
  const before = pack.notices.settleDueWorkingDays
  const due = await leftUntil(db, 'meeting_settle_due', { first: today, last: workingDaysAfter(today, before, pack), today }) // biome-ignore format: one line
  const wasLongBefore = ({ noted_at, settle_by }: Left) =>
    settle_by > workingDaysAfter(dayAt(new Date(noted_at), pack.zone), before, pack)
  // what was told is forgotten so many days later, and not told again
  const first = addDays(today, 1 - pack.notices.keepDays)
  const over = await leftUntil(db, 'meeting_settle_over', { first, last: addDays(today, -1), today })
  const telling = (kind: NoticeKind) => (left: Left) => tellingOf(kind, left, now)
  return tell(db, [
    ...due.filter(wasLongBefore).map(telling('meeting_settle_due')),
    ...over.map(telling('meeting_settle_over')),
  ])
}

/** What meetings that were held have left to somebody until one of these days, and nobody was told of nor noted that it was settled; a case that has ended is. */
function leftUntil(db: Db, kind: NoticeKind, days: { first: string; last: string; today: string }): Promise<Left[]> {
  return rows<Left>(
    db,
    `select * from (
       select concat_ws(' ', cast(:kind as text), i.meeting_id, i.number, to_char(i.settle_by, 'YYYY-MM-DD'), i.settler_id) as once,
              i.meeting_id, m.municipality_ids[1] as municipality_id, i.number as item, i.settler_id,
              to_char(i.settle_by, 'YYYY-MM-DD') as settle_by, i.noted_at, o.name_ar, o.name_en
       from meeting_item i
       join meeting m on m.id = i.meeting_id
       join organisation o on o.id = i.settler_id
       left join coordination_case c on c.id = i.case_id
       ${settledItems}
       where i.outcome = 'to_settle' and i.settle_by between cast(:first as date) and cast(:last as date)
         and m.state <> 'cancelled' and m.held_on <= cast(:today as date) and coalesce(c.state not in ('settled','closed'), true)
         and s.is_settled is not true
     ) l
     where not exists (select 1 from happening h where h.once = l.once) order by meeting_id, item`,
    { kind, ...days },
  )
}

function tellingOf(kind: NoticeKind, left: Left, at: Date): Telling {
  const { once, meeting_id: id, municipality_id: municipalityId, item, settler_id, settle_by: until } = left
  return {
    kind,
    subject: { type: 'meeting', id },
    to: [{ agencyId: settler_id }, { role: 'planner', municipalityId }],
    about: { item, until, settler: { ar: left.name_ar, en: left.name_en } },
    at,
    by: null,
    once,
  }
}
