import type { Knex } from 'knex'

/** A future project of which nothing is left is over: whoever ends it may end what it shared a trench in, as of what is cancelled. */
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

export async function up(db: Knex): Promise<void> {
  await db.raw(groupsOver("'cancelled','refused','expired','progressed'"))
}

export async function down(db: Knex): Promise<void> {
  await db.raw(groupsOver("'cancelled','refused','expired'"))
}
