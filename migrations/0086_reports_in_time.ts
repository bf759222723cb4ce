import type { Knex } from 'knex'

/**
 * A report is answered by a day, which its kind and the working days of the city tell; what is late is brought before whoever leads
 * the office, once for each of its deadlines. What came before there were deadlines gets one by the service: it knows the days.
 *
 * Whoever sent it says in stars and words what they think of how it ended.
 *
 * A visit that was planned for a report which is none is withdrawn. It has answered nothing: the report, opened again, and others from
 * the same works are visited all the same.
 */
const open = "('received','routed','in_progress','disputed')"

const events = (all: readonly string[], ofNobody: readonly string[]) => {
  const list = (words: readonly string[]) => words.map((word) => `'${word}'`).join(',')
  return `
    alter table report_history
      add constraint report_history_event_check check (event in (${list(all)})),
      add constraint report_history_check check (event not in (${list(ofNobody)}) or user_id is null and agency_id is null);`
}
const before = ['take', 'hand_back', 'pass_on', 'solve', 'reject', 'double', 'reopen', 'confirm', 'dispute']

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table report
      add column due_at timestamptz,
      add column escalated_at timestamptz,
      add column rating smallint check (rating between 1 and 5),
      add constraint report_rated check (rating is null or status in ('solved','confirmed','rejected'));
    comment on column report.due_at is 'until when it has to be solved or turned down; anew where it is disputed or opened again';
    comment on column report.escalated_at is 'when the office was told that this deadline was missed';
    comment on column report.rating is 'stars that its reporter gives to how it ended';
    create index report_waiting on report (due_at, id) where status in ${open};
    create index report_without_day on report (id) where status in ${open} and due_at is null;
    grant select (due_at, escalated_at, rating) on report to nasaq_app;

    alter table report_history drop constraint report_history_event_check, drop constraint report_history_check;
    ${events([...before, 'rate', 'escalate'], ['confirm', 'dispute', 'rate', 'escalate'])}

    alter table visit add column withdrawn boolean not null default false;
    comment on column visit.withdrawn is 'what it was planned for is none: it answers nothing';
    drop index visit_report;
    create unique index visit_report on visit (report_id) where report_id is not null and not withdrawn;
  `)
}

/** What was told of late ones goes with it: a service before this has no words for that. */
export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from happening where source = 'told' and content ->> 'kind' = 'report_late';
    delete from webhook_delivery where kind = 'report_late';
    delete from notice where kind = 'report_late';
    delete from notice_choice where kind = 'report_late';
    update webhook set
      kinds = case when cardinality(kinds) > 1 then array_remove(kinds, 'report_late') else array['applied'] end,
      state = case when cardinality(kinds) = 1 and state = 'active' then 'paused' else state end
    where 'report_late' = any (kinds);

    update visit set report_id = null where withdrawn;
    drop index visit_report;
    create unique index visit_report on visit (report_id) where report_id is not null;
    alter table visit drop column withdrawn;

    delete from report_history where event in ('rate','escalate');
    alter table report_history drop constraint report_history_event_check, drop constraint report_history_check;
    ${events(before, ['confirm', 'dispute'])}

    drop index report_without_day, report_waiting;
    alter table report drop constraint report_rated, drop column rating, drop column escalated_at, drop column due_at;
  `)
}
