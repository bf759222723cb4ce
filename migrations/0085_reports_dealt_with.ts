import type { Knex } from 'knex'

/**
 * What becomes of a report: who takes it, passes it on, solves it with a photo, turns it down, and what its reporter says to
 * that. Until now nothing moved one, and a works on whose ground one lay was never cleared.
 *
 * It is written by the owner's door alone, after the policy was asked. Its history is for whoever deals with it; its reporter
 * reads it by their secret, the public not at all.
 *
 * That nobody did something (`by` of a telling is null) is kept as nobody: whoever sends a report or disputes its solution is
 * not to be traced by what others are told of it.
 */
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const dealing = `exists (select 1 from report r where r.id = report_id and (r.agency_id = ${agency}
  or ${role} in ('planner','inspector','admin') and (${everywhere} or r.municipality_id = any (${ground}))))`

const tellHappenings = (by: string) => `
  create or replace function tell_happenings(tellings jsonb) returns integer
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  declare
    noted integer;
  begin
    if untold() then return 0; end if;
    insert into happening (source, content, user_id, at, once)
    select 'told', t.value, ${by}, (t.value ->> 'at')::timestamptz, t.value ->> 'once'
    from jsonb_array_elements(tellings) t
    on conflict (once) where once is not null do nothing;
    get diagnostics noted = row_count;
    return noted;
  end $$;`
const acting = "nullif(current_setting('nasaq.user', true), '')"

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table report
      add column version integer not null default 1,
      add column after_photo_id uuid references photo,
      add column duplicate_of uuid references report,
      add column solved_at timestamptz,
      add column disputed_at timestamptz,
      add constraint report_doubles_another check (duplicate_of is null or status = 'duplicate' and duplicate_of <> id);
    comment on column report.after_photo_id is 'of the place once it was solved';
    comment on column report.solved_at is 'when it was last solved: from then on its reporter may dispute that, once';
    create index report_after_photo on report (after_photo_id) where after_photo_id is not null;
    create index report_doubled on report (duplicate_of) where duplicate_of is not null;
    create index report_agency on report (agency_id, created_at, id);

    grant select (version, after_photo_id, duplicate_of, solved_at, disputed_at) on report to nasaq_app;

    create table report_history (
      report_id uuid not null references report on delete cascade,
      version integer not null,
      event text not null check (event in
        ('take','hand_back','pass_on','solve','reject','double','reopen','confirm','dispute')),
      at timestamptz not null,
      user_id uuid references app_user,
      agency_id uuid references organisation,
      reason text,
      told jsonb not null default '{}',
      photo_id uuid references photo,
      photo_distance_metres double precision,
      primary key (report_id, version),
      check (event not in ('confirm','dispute') or user_id is null and agency_id is null)
    );
    comment on column report_history.user_id is 'never its reporter, with an account or without';
    create index report_history_photo on report_history (photo_id) where photo_id is not null;
    grant select on report_history to nasaq_app;
    alter table report_history enable row level security;
    create policy dealt_with on report_history for select using (${dealing});
    ${tellHappenings(`(case when jsonb_exists(t.value, 'by') then t.value ->> 'by' else ${acting} end)::uuid`)}
  `)
}

/** What was told of them goes with it: a service before this told nothing of a report, and could not read it. */
export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from happening where source = 'told' and content #>> '{subject,type}' = 'report';
    delete from webhook_delivery where subject_type = 'report';
    delete from notice where subject_type = 'report';
    delete from notice_choice where kind like 'report\\_%';
    ${tellHappenings(`coalesce(t.value ->> 'by', ${acting})::uuid`)}
    drop table report_history;
    drop index report_agency, report_doubled, report_after_photo;
    alter table report
      drop constraint report_doubles_another,
      drop column disputed_at, drop column solved_at, drop column duplicate_of, drop column after_photo_id, drop column version;
  `)
}
