import type { Knex } from 'knex'

/** What people saw in the street and sent, without an account; numbered by region and year. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table report_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );

    create table report (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      region_id text not null,
      municipality_id uuid not null references municipality,
      number text not null unique,
      follow_hash bytea unique,
      category text not null,
      status text not null check (status in
        ('received','routed','in_progress','solved','confirmed','disputed','rejected','duplicate')),
      note text check (length(note) <= 1000),
      place geometry(Point, 4326) not null,
      place_3857 geometry(Point, 3857) generated always as (ST_Transform(place, 3857)) stored,
      photo_id uuid references photo,
      works_id uuid references works,
      agency_id uuid not null references organisation,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create index report_place on report using gist (place);
    create index report_place_3857 on report using gist (place_3857);
    create index report_newest on report (created_at, id);
    create index report_works on report (works_id) where works_id is not null;
    create index report_photo on report (photo_id) where photo_id is not null;
    comment on column report.follow_hash is 'of the secret that the reporter follows the report by; the secret itself is not stored';
    comment on column report.works_id is 'the works whose reach held the place when the report came';
    comment on column report.agency_id is 'who has to deal with it';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table report, report_series')
}
