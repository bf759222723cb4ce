import type { Knex } from 'knex'

/**
 * Which case an item of a meeting is about, so that a case knows the meetings it was on; and by when items are to be settled, of
 * which those are reminded to whom they are left.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table meeting_item
      add column case_id uuid generated always as (
        case when content #>> '{ar,about,type}' = 'case' then (content #>> '{ar,about,id}')::uuid end) stored;
    create index meeting_item_case on meeting_item (case_id) where case_id is not null;
    create index meeting_item_settle_by on meeting_item (settle_by) where outcome = 'to_settle';
    comment on column meeting_item.case_id is 'the case that it is about, as its content says';
  `)
}

/** What was told of their days goes with them: a service that knows no such notice could not read it. */
export async function down(db: Knex): Promise<void> {
  const kinds = "('meeting_settle_due','meeting_settle_over')"
  await db.raw(`
    delete from happening where source = 'told' and content ->> 'kind' in ${kinds};
    delete from webhook_delivery where kind in ${kinds};
    delete from notice where kind in ${kinds};
    delete from notice_choice where kind in ${kinds};
    update webhook w set
      kinds = case when cardinality(k.kept) > 0 then k.kept else array['applied'] end,
      state = case when cardinality(k.kept) = 0 and w.state = 'active' then 'paused' else w.state end
    from (select id, array(select x from unnest(kinds) x where x not in ${kinds}) as kept from webhook) k
    where k.id = w.id and w.kinds && array['meeting_settle_due','meeting_settle_over'];
    drop index meeting_item_settle_by;
    alter table meeting_item drop column case_id;
  `)
}
