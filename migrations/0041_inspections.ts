import type { Knex } from 'knex'

/**
 * Planned visits to works, and what was found at each. What was found is never edited: a later visit answers an earlier one.
 *
 * An inspection comes from a telephone that named it and its photos itself, so that it may be sent again and again. It is
 * stored by the owner's door, after the policy was asked: what follows from it (works that are stopped, defects) is written where
 * no inspector may write. Who is to be visited is told only to those who visit; what was found, to whose works it was too.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const staff = `${role} in ('planner','inspector','admin') and (${everywhere} or municipality_id = any (${ground}))`
const ofSeen = 'exists (select 1 from inspection i where i.id = inspection_id)'

const policies = [
  `visit for select using (${plans} and ${staff})`,
  `visit for insert with check (${role} in ('planner','admin') and ${staff})`,
  `visit for update using (${staff})`,
  `inspection for select using (${plans} and (${staff} or owner_id = ${agency} or contractor_id = ${agency}))`,
  `inspection_item for select using (${ofSeen})`,
  `inspection_photo for select using (${ofSeen})`,
  // its file comes after it, from whoever made it
  `inspection_photo for update using (
     received_at is null and exists (select 1 from inspection i where i.id = inspection_id and i.inspector_id = ${user}))
   with check (received_at is not null)`,
  'photo for select using (exists (select 1 from inspection_photo p where p.photo_id = photo.id))',
]

const kinds = `'site_safety','backfill','final','guarantee','investigation'`

const visits = `
  create table visit (
    id uuid primary key,
    works_id uuid not null references works on delete cascade,
    kind text not null check (kind in (${kinds})),
    cause text not null check (cause in ('stage','failed_before','report','sample','guarantee','defect','asked')),
    due_on date not null,
    place geometry(Point, 4326) not null,
    municipality_id uuid not null references municipality,
    district_id uuid references place on delete set null,
    note text,
    assigned_to uuid references app_user,
    taken_at timestamptz,
    state text not null default 'due' check (state in ('due','taken','done','dropped')),
    report_id uuid references report,
    defect_id uuid,
    failed_id uuid,
    inspection_id uuid,
    ended_at timestamptz,
    drop_reason text,
    version integer not null default 1,
    created_at timestamptz not null,
    created_by uuid references app_user,
    check ((state = 'taken') <= (assigned_to is not null and taken_at is not null)),
    check ((ended_at is null) = (state in ('due','taken'))),
    check ((inspection_id is not null) = (state = 'done')),
    check ((drop_reason is not null) = (state = 'dropped'))
  );
  comment on table visit is 'a planned call at a works';
  comment on column visit.place is 'a point of the works'' ground';
  comment on column visit.report_id is 'the report that caused it';
  comment on column visit.failed_id is 'the inspection that failed and caused it';
  comment on column visit.inspection_id is 'the one that fulfilled it';

  create index visit_near on visit using gist ((place::geography)) where state in ('due','taken');
  create index visit_place on visit using gist (place) where state in ('due','taken');
  create index visit_due on visit (due_on, id) where state in ('due','taken');
  create index visit_listed on visit (due_on, id);
  create index visit_assigned on visit (assigned_to, due_on, id) where state in ('due','taken');
  create index visit_works on visit (works_id, kind);
  -- each cause plans once, however often it is looked for
  create unique index visit_planned on visit (works_id, kind, cause) where cause in ('stage','sample','guarantee');
  create unique index visit_report on visit (report_id) where report_id is not null;
  -- several reports from one works ask for one visit
  create unique index visit_reported on visit (works_id) where cause = 'report' and state in ('due','taken');
  create unique index visit_failed on visit (failed_id) where failed_id is not null;
  create unique index visit_defect on visit (defect_id) where defect_id is not null and state in ('due','taken');

  create index works_to_visit on works (id) where status in ('in_progress','reinstated');
  create index works_guarantee on works (guarantee_until) where status = 'in_guarantee';
  create index report_to_visit on report (id)
    where works_id is not null and status in ('received','routed','in_progress','disputed');
`

const inspections = `
  create table inspection_series (
    region_id text not null,
    year smallint not null,
    last integer not null,
    primary key (region_id, year)
  );

  create table inspection (
    id uuid primary key,
    number text not null unique,
    works_id uuid not null references works on delete cascade,
    works_version integer not null,
    visit_id uuid references visit,
    kind text not null,
    checklist_version integer not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    received_at timestamptz not null,
    inspector_id uuid not null references app_user,
    agency_id uuid not null references organisation,
    owner_id uuid not null references organisation,
    contractor_id uuid references organisation,
    municipality_id uuid not null references municipality,
    place geometry(Point, 4326),
    accuracy_metres real check (accuracy_metres >= 0),
    distance_metres double precision,
    away_reason text,
    outcome text not null check (outcome in ('passed','failed_low','failed_high','unable')),
    unable_reason text,
    note text,
    stop_work_reason text,
    stopped_works boolean not null default false check (not stopped_works or stop_work_reason is not null),
    signed_as text not null,
    signature jsonb,
    sent bytea not null,
    foreign key (kind, checklist_version) references checklist (kind, version),
    check (ended_at >= started_at),
    check ((place is null) = (distance_metres is null)),
    check (outcome <> 'unable' or unable_reason is not null)
  );
  comment on table inspection is 'what was found at one call; never edited';
  comment on column inspection.id is 'the telephone''s own';
  comment on column inspection.started_at is 'by the telephone''s clock, as ended_at';
  comment on column inspection.agency_id is 'whose inspector it was';
  comment on column inspection.owner_id is 'whose works it was then, as contractor_id';
  comment on column inspection.distance_metres is 'from the works'' footprint, as we measured it';
  comment on column inspection.sent is 'a fingerprint of what was sent: the same may come again';
  create index inspection_works on inspection (works_id, ended_at desc);
  create index inspection_newest on inspection (ended_at desc, id desc);
  create index inspection_owner on inspection (owner_id, ended_at desc, id desc);
  create index inspection_contractor on inspection (contractor_id, ended_at desc, id desc);
  create index inspection_inspector on inspection (inspector_id, ended_at desc, id desc);
  create index inspection_visit on inspection (visit_id) where visit_id is not null;
  alter table visit add foreign key (failed_id) references inspection deferrable initially deferred,
    add foreign key (inspection_id) references inspection deferrable initially deferred;

  create table inspection_item (
    inspection_id uuid not null references inspection on delete cascade,
    code text not null,
    position smallint not null,
    result text not null check (result in ('pass','fail','not_applicable')),
    severity text check (severity in ('high','low')),
    reasons text[] not null,
    note text,
    place geometry(Geometry, 4326),
    primary key (inspection_id, code),
    check ((result = 'fail') = (severity is not null))
  );
  comment on column inspection_item.place is 'where it failed: a point, or a stretch of the works';

  create table inspection_photo (
    id uuid primary key,
    inspection_id uuid not null references inspection on delete cascade,
    position smallint not null,
    item_code text,
    taken_at timestamptz,
    place geometry(Point, 4326),
    distance_metres double precision,
    received_at timestamptz,
    photo_id uuid references photo,
    check ((received_at is null) = (photo_id is null))
  );
  comment on table inspection_photo is 'the telephone''s ids; the file comes after the inspection';
  comment on column inspection_photo.taken_at is 'as the telephone told; what the file itself knows stands with photo_id';
  comment on column inspection_photo.distance_metres is 'from the works'' footprint to where it was taken; null where nobody knows';
  create index inspection_photo_inspection on inspection_photo (inspection_id, position);
  create index inspection_photo_photo on inspection_photo (photo_id) where photo_id is not null;
`

const tables = ['visit', 'inspection', 'inspection_item', 'inspection_photo']

const inspectors = `
  create function inspectors_at(asked uuid) returns table (id uuid, name_ar text, name_en text)
  language sql stable security definer set search_path = public, pg_temp as $$
    select u.id, u.name_ar, u.name_en from app_user u
    where u.role = 'inspector' and u.status = 'active' and exists (
      select 1 from municipality m where m.organisation_id = u.organisation_id and (m.is_root or m.id = asked))
      and current_setting('nasaq.role', true) in ('planner','admin')
  $$;
  comment on function inspectors_at is 'whom the office may send to works in a municipality: of accounts it sees names alone';
  revoke execute on function inspectors_at(uuid) from public;
  grant execute on function inspectors_at(uuid) to nasaq_app;
`

export async function up(db: Knex): Promise<void> {
  await db.raw(visits)
  await db.raw(inspections)
  await db.raw(inspectors)
  await db.raw(`
    grant select on ${tables.join(', ')} to nasaq_app;
    grant insert on visit to nasaq_app;
    grant update (assigned_to, taken_at, state, ended_at, drop_reason, version) on visit to nasaq_app;
    grant update (received_at, photo_id, distance_metres) on inspection_photo to nasaq_app;
    ${[...tables, 'inspection_series'].map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy inspections_${n} on ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on visit
      for each statement execute function tell_change('visits');
    ${['inspection', 'inspection_photo']
      .map(
        (table) => `create trigger change_told after insert or update or delete or truncate on ${table}
          for each statement execute function tell_change('inspections');`,
      )
      .join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${policies.map((policy, n) => `drop policy inspections_${n} on ${policy.split(' ')[0]};`).join('\n')}
    alter table visit drop constraint visit_failed_id_fkey, drop constraint visit_inspection_id_fkey;
    drop function inspectors_at(uuid);
    drop table inspection_photo, inspection_item, inspection, inspection_series, visit;
    drop index works_to_visit, works_guarantee, report_to_visit;
  `)
}
