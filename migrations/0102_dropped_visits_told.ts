import type { Knex } from 'knex'

/** That a visit is dropped is told to whoever was to make it. Nothing is stored otherwise for that. */
export function up(): Promise<void> {
  return Promise.resolve()
}

/** What was told of it goes: a service before this has no words for it. */
export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from happening where source = 'told' and content ->> 'kind' = 'visit_dropped';
    delete from webhook_delivery where kind = 'visit_dropped';
    delete from notice where kind = 'visit_dropped';
    delete from notice_choice where kind = 'visit_dropped';
    update webhook set
      kinds = case when cardinality(kinds) > 1 then array_remove(kinds, 'visit_dropped') else array['applied'] end,
      state = case when cardinality(kinds) = 1 and state = 'active' then 'paused' else state end
    where 'visit_dropped' = any (kinds);
  `)
}
