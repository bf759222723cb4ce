import type { Knex } from 'knex'

/** Sites that a municipality offers to investors; numbered by region and year. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table opportunity_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );

    create table opportunity (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      region_id text not null,
      municipality_id uuid not null references municipality,
      number text not null unique,
      title_ar text not null,
      title_en text not null,
      label_ar text not null,
      activity text not null,
      boundary geometry(Geometry, 4326) not null check (ST_NPoints(boundary) <= 10000),
      boundary_3857 geometry(Geometry, 3857) generated always as (ST_Transform(boundary, 3857)) stored,
      area_square_metres double precision not null,
      term_years double precision not null check (term_years > 0),
      stage text not null check (stage in
        ('planned','prequalification','open','closed','opened','evaluated','awarded','contracted','handed_over',
         'operating','returned','cancelled')),
      model text not null check (model in ('annual_rent','income_share','share_and_term','minimum_plus_share')),
      minimum_riyals double precision check (minimum_riyals >= 0),
      land_use text,
      questions_until date,
      bids_until date,
      version integer not null default 1,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      check (ST_GeometryType(boundary) in ('ST_Polygon','ST_MultiPolygon')),
      check (ST_IsValid(boundary)),
      check (questions_until <= bids_until)
    );
    create index opportunity_newest on opportunity (created_at, id);
    create index opportunity_boundary on opportunity using gist (boundary);
    create index opportunity_boundary_3857 on opportunity using gist (boundary_3857);
    comment on column opportunity.area_square_metres is 'geodesic';
    comment on column opportunity.label_ar is 'the title without harakat, which float beside their letters on a map';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table opportunity, opportunity_series')
}
