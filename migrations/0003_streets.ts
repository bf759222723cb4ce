import type { Knex } from 'knex'

/** Streets by their centreline; \`surface\` is the ground between the kerbs, computed once when the street is written. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table street (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      region_id text not null,
      municipality_id uuid not null references municipality,
      code text,
      name_ar text not null,
      name_en text not null,
      label_ar text not null,
      class text not null check (class in ('highway','arterial','collector','local')),
      width_metres real not null check (width_metres > 0),
      length_metres double precision not null,
      line geometry(Geometry, 4326) not null
        check (ST_GeometryType(line) in ('ST_LineString','ST_MultiLineString') and ST_NPoints(line) <= 10000),
      surface geometry(Geometry, 4326) not null,
      line_3857 geometry(Geometry, 3857) generated always as (ST_Transform(line, 3857)) stored,
      unique (region_id, code)
    );
    create index street_surface on street using gist (surface);
    create index street_line_3857 on street using gist (line_3857);
    create index street_name on street (name_ar, id);
    comment on column street.label_ar is 'the name without harakat, which float beside their letters on a map';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table street')
}
