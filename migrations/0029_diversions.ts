import type { Knex } from 'knex'

/**
 * A works may close a road, and carries the ways on which it leads the traffic round. A diversion lies away from its
 * works, so it has a ground of its own: the carriageway that it takes, which nobody else may close while it runs.
 *
 * Its days are counted from the first day of its works, so that it moves along when the works does.
 */
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const seenWorks = 'exists (select 1 from works w where w.id = works_id)'
const ownWorks = `${role} in ('planner','utility','admin') and exists (
  select 1 from works w where w.id = works_id and (
    w.agency_id = ${agency}
    or ${role} in ('planner','admin') and (${everywhere} or w.municipality_ids && ${ground})))`

const policies = [
  `diversion for select using (${seenWorks})`,
  `diversion for insert with check (${ownWorks})`,
  `diversion for delete using (${ownWorks})`,
]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table works add column closure text not null default 'none'
      check (closure in ('none','lane','direction','full'));
    comment on column works.closure is 'what of the road its ground closes to traffic';
    create index works_closing on works using gist (footprint, standing)
      where closure <> 'none'
        and status in ('planned','submitted','in_coordination','approved','permitted','in_progress','returned','suspended');

    create table diversion (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      works_id uuid not null references works on delete cascade,
      place smallint not null check (place > 0),
      line geometry(Geometry, 4326) not null
        check (ST_GeometryType(line) in ('ST_LineString','ST_MultiLineString') and ST_NPoints(line) <= 10000),
      ground geometry(Geometry, 4326) not null,
      line_3857 geometry(Geometry, 3857) generated always as (ST_Transform(line, 3857)) stored,
      length_metres double precision not null,
      first_day integer check (first_day >= 0),
      last_day integer check (last_day >= first_day),
      check ((first_day is null) = (last_day is null)),
      unique (works_id, place)
    );
    comment on column diversion.ground is 'the carriageway that it takes';
    comment on column diversion.first_day is
      'days after the first day of its works; null: it runs as long as the works occupies its ground';
    create index diversion_ground on diversion using gist (ground);
    create index diversion_line_3857 on diversion using gist (line_3857);

    create function diversion_days(occupies daterange, first_day integer, last_day integer) returns daterange
      language sql immutable parallel safe as $$
        select case when first_day is null then occupies
               else occupies * daterange(lower(occupies) + first_day, lower(occupies) + last_day + 1) end
      $$;
    comment on function diversion_days is 'the days on which a diversion of a works runs; empty where its works ends before';

    grant select, insert, delete on diversion to nasaq_app;
    alter table diversion enable row level security;
    ${policies.map((policy, n) => `create policy diversions_${n} on ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on diversion
      for each statement execute function tell_change('works');
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from conflict where kind = 'diversion';
    drop table diversion;
    drop function diversion_days(daterange, integer, integer);
    drop index works_closing;
    alter table works drop column closure;
  `)
}
