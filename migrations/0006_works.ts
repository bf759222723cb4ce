import type { Knex } from 'knex'

/**
 * The days a works occupies its ground: as it happened where it did, else as planned. One that is still open past its
 * planned end occupies its ground as long as it has been seen open. Exclusive end.
 */
const occupies = `case
  when actual_period is null then period
  when upper_inf(actual_period)
    then daterange(lower(actual_period), greatest(upper(period), lower(actual_period) + 1, open_until + 1))
  else actual_period end`

/** The days in which it matters to others: while it occupies, then until its guarantee ends. */
const standing = `daterange(lower(${occupies}), greatest(upper(${occupies}), guarantee_until + 1))`

/** Works, their streets and their history. Status history is written by the application, in the same transaction. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table number_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );

    create table works (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      region_id text not null,
      municipality_id uuid not null references municipality,
      municipality_ids uuid[] not null check (cardinality(municipality_ids) > 0),
      number text not null,
      external_reference text,
      title text not null,
      description text,
      agency_id uuid not null references organisation,
      contractor_id uuid references organisation,
      project_id uuid,
      category text not null
        check (category in ('planned','emergency','connection','multi_connection','road_works','future_project')),
      utility text not null,
      method text not null,
      traffic_impact text not null check (traffic_impact in ('minor','major')),
      connections integer check (connections > 0),
      trench_width_metres real check (trench_width_metres > 0),
      trench_depth_metres real check (trench_depth_metres > 0),
      status text not null,
      version integer not null default 1,
      published_version integer check (published_version <= version),
      period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
      actual_period daterange check (not isempty(actual_period) and not lower_inf(actual_period)),
      open_until date,
      guarantee_until date,
      occupies daterange not null generated always as (${occupies}) stored,
      standing daterange not null generated always as (${standing}) stored,
      route geometry(Geometry, 4326) not null check (ST_NPoints(route) <= 10000),
      footprint geometry(Geometry, 4326) not null,
      reach geometry(Geometry, 4326) not null,
      route_3857 geometry(Geometry, 3857) generated always as (ST_Transform(route, 3857)) stored,
      length_metres double precision not null,
      area_square_metres double precision not null,
      road_class text,
      street_id uuid references street,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      check (ST_GeometryType(route) in ('ST_LineString','ST_MultiLineString','ST_Polygon','ST_MultiPolygon')),
      check (ST_IsValid(route)),
      unique (region_id, number),
      unique (agency_id, external_reference)
    );
    comment on column works.route is 'as drawn, WGS84: the truth';
    comment on column works.footprint is 'ground occupied: the route widened, or the drawn area itself';
    comment on column works.reach is 'the footprint and its impact buffer';
    comment on column works.published_version is 'from which version on others see it; null: its agency''s own';
    comment on column works.open_until is 'the last day on which it was seen open past its planned end';
    comment on column works.street_id is 'the street it shares the most metres with';

    create index works_live on works using gist (reach, standing)
      where status in ('planned','submitted','in_coordination','approved','permitted','in_progress',
                       'returned','suspended','reinstated','in_guarantee');
    create index works_route_3857 on works using gist (route_3857);
    create index works_occupies on works using gist (occupies);
    create index works_start on works (lower(period), id);
    create index works_open on works (upper(period)) where upper_inf(actual_period);
    create index works_agency on works (agency_id, id);

    create table works_street (
      works_id uuid not null references works on delete cascade,
      street_id uuid not null references street on delete cascade,
      metres double precision not null,
      primary key (works_id, street_id)
    );
    create index works_street_street on works_street (street_id);

    create table works_history (
      works_id uuid not null references works on delete cascade,
      version integer not null,
      event text not null,
      at timestamptz not null,
      user_id uuid references app_user,
      reason text,
      before jsonb not null,
      after jsonb not null,
      primary key (works_id, version)
    );
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table works_history, works_street, works, number_series')
}
