import type { Knex } from 'knex'

const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const digs = "('permitted','in_progress','suspended','reinstated','in_guarantee','closed')"

/**
 * Whom a works shares its trench with now, for its permit, which anybody may read. Groups are told to agencies only; the
 * public learns of the works in one that it knows already, as each has a permit.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function trench_of(asked uuid) returns table (works_id uuid, is_lead boolean)
    language sql stable security definer set search_path = public, pg_temp as $$
      select w.id, w.id = g.lead_id
      from works_group_member m
      join works_group g on g.id = m.group_id
      join works_group_member o on o.group_id = m.group_id and o.left_at is null
      join works w on w.id = o.works_id
      where m.works_id = asked and m.left_at is null
        and (${plans} or asked_by_owner()
             or w.status in ${digs} and exists (select 1 from works d where d.id = asked and d.status in ${digs}))
    $$;
    revoke all on function trench_of from public;
    grant execute on function trench_of to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop function trench_of')
}
