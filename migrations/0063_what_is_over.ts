import type { Knex } from 'knex'

/**
 * What is over is so in the rows too. A future project of which nothing is left: whoever ends it may end what it shared a
 * trench in, as of what is cancelled. A proposal that nobody had decided on when its works went on: it has lapsed, what was
 * open of its fee is asked for no more, and what was paid goes back whole, as of one that was declined.
 */
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const writers = `${role} in ('planner','utility','admin')`
const decided = `${role} in ('planner','admin') and exists (
  select 1 from works w where w.id = lead_id and (${everywhere} or w.municipality_id = any (${ground})))`
const over = (id: string, statuses: string) =>
  `exists (select 1 from works w where w.id = ${id} and w.status in (${statuses}))`

const groupsOver = (statuses: string) => `
  alter policy dig_once_2 on works_group using (${writers} and (${decided} or ${over('lead_id', statuses)}
    or exists (select 1 from works w where w.id = lead_id and w.agency_id = ${agency})
    or (select count(*) from works_group_member m where m.group_id = works_group.id and m.left_at is null) < 2));
  alter policy dig_once_5 on works_group_member using (${writers} and (${over('works_id', statuses)}
    or writes_in_group(group_id) or exists (
      select 1 from works_group g where g.id = group_id and g.dissolved_at is not null)));`

const states = (given: string) => `
  alter table amendment drop constraint amendment_state_check;
  alter table amendment add constraint amendment_state_check check (state in (${given}));`

const lapsed = `
  with lapsed as (
    update amendment a set state = 'lapsed', decided_at = coalesce(
      (select max(h.at) from works_history h where h.works_id = w.id and h.event in ('reinstate','cancel','expire')), w.updated_at)
    from works w
    where w.id = a.works_id and a.state = 'proposed' and w.status not in ('permitted','in_progress','suspended')
    returning a.works_id, a.number
  ),
  asked as (
    select f.id, f.state in ('paid','refunding') as is_paid
    from fee f join lapsed l on l.works_id = f.works_id and l.number = f.amendment
    where f.state in ('due','failed','paid','refunding')
  ),
  -- also what goes back in part, as long as it has not gone
  owed as (
    update payment p set state = 'refunding', refund_amount = p.amount
    from asked a where a.id = p.fee_id and a.is_paid and p.state in ('paid','refunding')
  )
  update fee f
  set state = case when a.is_paid then 'refunding' else 'void' end,
      refund_amount = case when a.is_paid then f.amount else f.refund_amount end
  from asked a where a.id = f.id;`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${groupsOver("'cancelled','refused','expired','progressed'")}
    ${states("'in_effect','proposed','declined','withdrawn','lapsed'")}
    ${lapsed}
    comment on column amendment.decided_at is 'of one that has lapsed, when its works went on';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    comment on column amendment.decided_at is null;
    update amendment set state = 'proposed', decided_at = null where state = 'lapsed';
    ${states("'in_effect','proposed','declined','withdrawn'")}
    ${groupsOver("'cancelled','refused','expired'")}
  `)
}
