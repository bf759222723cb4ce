import type { Db } from '../../server/database/connect.ts'
import { rows } from '../../server/database/sql.ts'
import { spread } from '../../server/notifications/spread.ts'
import { type Telling, tell } from '../../server/notifications/tell.ts'
import type { RulePack } from '../../server/policy/contract.ts'

interface Storing {
  pack: RulePack
  now: Date
}

const millisecondsOfHour = 3_600_000
/** Of each kind, so many for each organisation. */
const mostOfKind = 3

/** A city that is loaded is news to nobody: what its rows would tell of is not noted. */
export async function beSilent(db: Db, isSilent: boolean): Promise<void> {
  await rows(db, `select set_config('nasaq.untold', :said, true)`, { said: isSilent ? 'yes' : '' })
}

interface Found {
  kind: 'asked' | 'granted' | 'conflict_appeared' | 'applied'
  works_id: string
  agency_id: string
  municipality_id: string
  due: string | null
  permit: string | null
  other_number: string | null
  other_ar: string | null
  other_en: string | null
}

const found = `
  with told as (
    select 'asked' as kind, c.works_id, c.agency_id, w.municipality_id, c.due_at as due, null as permit,
           null as other_number, null as other_ar, null as other_en,
           row_number() over (partition by c.agency_id order by c.due_at, c.id) as place
    from consultation c join works w on w.id = c.works_id where c.answer is null
    union all
    select 'granted', w.id, a.agency_id, w.municipality_id, null, p.number, null, null, null,
           row_number() over (partition by a.agency_id order by p.issued_at desc, w.id)
    from permit p join works w on w.id = p.works_id and w.status in ('permitted','in_progress')
    cross join lateral (values (w.agency_id), (w.contractor_id)) a (agency_id) where a.agency_id is not null
    union all
    select 'conflict_appeared', w.id, w.agency_id, w.municipality_id, null, null, o.number, g.name_ar, g.name_en,
           row_number() over (partition by w.agency_id order by w.period desc, w.id)
    from conflict c join works w on w.id = c.works_a join works o on o.id = c.works_b join organisation g on g.id = o.agency_id
    where c.kind = 'clash' and w.status in ('planned','submitted','in_coordination')
    union all
    select 'applied', w.id, w.agency_id, w.municipality_id, null, null, null, null, null,
           row_number() over (partition by w.municipality_id order by w.submitted_at desc, w.id)
    from works w where w.status in ('submitted','in_coordination')
  )
  select * from told where place <= cast(:mostOfKind as int) order by kind, agency_id, place`

/** What the people of the demo city have been told in the last two days, by the same way as everybody. The older half is read. */
export async function storeNotices(db: Db, { pack, now }: Storing): Promise<void> {
  const all = await rows<Found>(db, found, { mostOfKind })
  await tell(
    db,
    all.map((one, place) => tellingOf(one, new Date(now.getTime() - ((place * 7) % 48) * millisecondsOfHour))),
  )
  await spread(db, { pack, now, mails: false })
  const yesterday = new Date(now.getTime() - 24 * millisecondsOfHour)
  await db('notice').where('at', '<', yesterday).update({ read_at: yesterday })
}

function tellingOf(one: Found, at: Date): Telling {
  const { kind, works_id: id, agency_id: agencyId, municipality_id: municipalityId } = one
  const other = one.other_ar === null || one.other_en === null ? null : { ar: one.other_ar, en: one.other_en }
  return {
    kind,
    subject: { type: 'works', id },
    to: kind === 'applied' ? [{ role: 'planner', municipalityId }] : [{ agencyId }],
    about: { due: one.due, permit: one.permit, count: 1, other, otherNumber: one.other_number },
    at,
    by: null,
  }
}
