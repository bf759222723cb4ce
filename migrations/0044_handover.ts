import type { Knex } from 'knex'

/**
 * From a closed trench to the street handed back: how the ground was reinstated, and the certificate that clears whoever
 * dug it. A record is corrected by a later version of it and never edited; the photos of it are added and never taken away.
 *
 * The database itself closes no works over anything that is open, whatever the code believes. What is open is told by one
 * function, which the code asks too: who clears sees the same list that the trigger refuses by. Defects and samples are
 * rooms of their own: where a database has no such table, nothing of them is open.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const office = `${role} in ('planner','admin')`
const seenWorks = 'exists (select 1 from works w where w.id = works_id)'
/** Whose works it is, who digs it, and the office on whose ground it lies. */
const recordedWorks = `${role} in ('planner','utility','contractor','admin') and exists (
  select 1 from works w where w.id = works_id and w.status in ('in_progress','suspended','reinstated')
    and (w.agency_id = ${agency} or w.contractor_id = ${agency}
         or ${office} and (${everywhere} or w.municipality_ids && ${ground})))`
const decidedWorks = `${office} and exists (
  select 1 from works w where w.id = works_id and (${everywhere} or w.municipality_id = any (${ground})))`

const policies = [
  `reinstatement_record for select using (${plans} and ${seenWorks})`,
  `reinstatement_record for insert with check (${recordedWorks})`,
  `reinstatement_photo for select using (${plans} and ${seenWorks})`,
  `reinstatement_photo for insert with check (${recordedWorks})`,
  `photo for select using (${plans} and exists (select 1 from reinstatement_photo r where r.photo_id = photo.id))`,
  'clearance for select using (true)',
  `clearance for insert with check (${decidedWorks})`,
  `clearance_series for all using (${office})`,
]
const tables = ['reinstatement_record', 'reinstatement_photo', 'clearance', 'clearance_series']

/** Statuses of a report in which somebody still has to do something about it. */
const openReports = "('received','routed','in_progress','disputed')"

const lookUps = `
  create function closed_ground(w works) returns geometry language sql stable as $$
    select coalesce(case when w.status in ('reinstated','in_guarantee') then w.reinstated end, w.footprint)
  $$;
  comment on function closed_ground is
    'what others meet of a works: once its ground is closed, what was recorded of that; until then, what it occupies';

  create function reinstatements_now(asked uuid) returns setof reinstatement_record language sql stable as $$
    select distinct on (r.place) r.* from reinstatement_record r where r.works_id = asked order by r.place, r.version desc
  $$;
  comment on function reinstatements_now is 'each record of a works as it was last corrected';

  create function stands_open(asked uuid) returns table (kind text, id uuid, number text, since timestamptz)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  begin
    return query select 'report', r.id, r.number, r.created_at from report r
      where r.works_id = asked and r.status in ${openReports} order by r.created_at, r.id;
    if to_regclass('public.defect') is not null then
      return query select 'defect', d.id, d.number, d.opened_at from defect d
        where d.works_id = asked and d.state in ('open','mended') order by d.opened_at, d.id;
    end if;
    if to_regclass('public.sample') is not null then
      return query select 'sample', s.id, s.number, s.recorded_at from sample s
        where s.works_id = asked and s.outcome is null and s.voided_at is null order by s.recorded_at, s.id;
    end if;
  end $$;
  comment on function stands_open is
    'what keeps a works from being cleared, by name; as the owner, since nobody may be cleared for what they do not see';

  create function last_inspections(asked uuid) returns table (kind text, id uuid, number text, outcome text, ended_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (i.kind) i.kind, i.id, i.number, i.outcome, i.ended_at from inspection i
    where i.works_id = asked and i.kind in ('final','guarantee') and i.outcome <> 'unable'
    order by i.kind, i.ended_at desc, i.id desc
  $$;
  comment on function last_inspections is
    'the last final inspection and the last one of the guarantee; one that could not be made says nothing';

  revoke execute on function stands_open(uuid), last_inspections(uuid) from public;
  grant execute on function stands_open(uuid), last_inspections(uuid) to nasaq_app;
`

const closing = `
  create function refuse_unclean_closing() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (select 1 from clearance c where c.works_id = new.id) then
      raise exception 'works % has no clearance', new.number using errcode = 'check_violation', constraint = 'works_clearance';
    end if;
    if exists (select 1 from stands_open(new.id)) then
      raise exception 'something of works % stands open', new.number
        using errcode = 'check_violation', constraint = 'works_nothing_open';
    end if;
    if not exists (select 1 from last_inspections(new.id) i where i.kind = 'guarantee' and i.outcome = 'passed') then
      raise exception 'the guarantee of works % was not inspected', new.number
        using errcode = 'check_violation', constraint = 'works_guarantee_inspected';
    end if;
    return null;
  end $$;
  comment on function refuse_unclean_closing is 'as the owner, who sees everything that is open';
  create trigger closed_clean after update of status on works for each row
    when (new.status = 'closed' and old.status is distinct from 'closed')
    execute function refuse_unclean_closing();
`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table works add column reinstated geometry(MultiPolygon, 4326);
    comment on column works.reinstated is 'the ground that was closed again, by its records; null where nobody has recorded it';

    create table reinstatement_record (
      id uuid primary key,
      works_id uuid not null references works on delete cascade,
      place smallint not null check (place > 0),
      version smallint not null check (version > 0),
      kind text not null check (kind in ('interim','permanent')),
      closed_on date not null,
      areas jsonb not null,
      ground geometry(MultiPolygon, 4326) not null,
      area_square_metres double precision not null check (area_square_metres > 0),
      length_metres double precision not null check (length_metres > 0),
      depth_metres real not null check (depth_metres > 0),
      surface text not null,
      layers jsonb not null check (jsonb_array_length(layers) > 0),
      ends geometry(MultiPoint, 4326) check (ST_NumGeometries(ends) = 2),
      note text,
      correction text,
      recorded_at timestamptz not null,
      recorded_by uuid references app_user,
      agency_id uuid references organisation,
      unique (works_id, place, version),
      check ((version = 1) = (correction is null))
    );
    create index reinstatement_record_ground on reinstatement_record using gist (ground);
    comment on column reinstatement_record.place is 'which of the records of the works it is';
    comment on column reinstatement_record.areas is 'as they were told: drawn, or along the route and so wide';
    comment on column reinstatement_record.correction is 'what was wrong in the version before';

    create table reinstatement_photo (
      id uuid primary key,
      works_id uuid not null references works on delete cascade,
      record smallint not null,
      photo_id uuid not null unique references photo,
      added_at timestamptz not null,
      added_by uuid references app_user
    );
    create index reinstatement_photo_works on reinstatement_photo (works_id, record, added_at);
    comment on column reinstatement_photo.id is 'as the device that took it named it: sent twice it is there once';

    create table clearance_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );
    create table clearance (
      works_id uuid primary key references works on delete cascade,
      number text not null unique,
      issued_at timestamptz not null,
      issued_by uuid references app_user,
      signed_as text not null,
      office_id uuid not null references organisation,
      seen_version integer not null,
      guarantee_from date,
      guarantee_until date,
      early_reason text,
      ground_square_metres double precision not null,
      deepest_metres real,
      final_inspection text,
      guarantee_inspection text
    );
    comment on column clearance.seen_version is 'the version of the works that whoever cleared it saw';
    comment on table clearance is 'what its certificate says, as it was on the day that it was issued';
    comment on column clearance.early_reason is 'why whoever dug was cleared before the guarantee ended';

    ${lookUps}
    ${closing}
    grant select, insert on reinstatement_record, reinstatement_photo, clearance to nasaq_app;
    grant select, insert, update on clearance_series to nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy handover_${n} on ${policy};`).join('\n')}
    ${['reinstatement_record', 'reinstatement_photo', 'clearance']
      .map(
        (table) => `create trigger change_told after insert or update or delete or truncate on ${table}
          for each statement execute function tell_change('works');`,
      )
      .join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger closed_clean on works;
    drop function refuse_unclean_closing();
    drop function last_inspections(uuid);
    drop function stands_open(uuid);
    drop function reinstatements_now(uuid);
    drop policy handover_4 on photo;
    drop table clearance, clearance_series, reinstatement_photo, reinstatement_record;
    drop function closed_ground(works);
    alter table works drop column reinstated;
  `)
}
