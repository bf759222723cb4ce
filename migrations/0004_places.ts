import type { Knex } from 'knex'

/** The rest of the base map: districts, parks, the wadi, the market, schools, parcels, buildings. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table place (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      kind text not null,
      name_ar text,
      name_en text,
      label_ar text,
      geometry geometry(Geometry, 4326) not null check (ST_IsValid(geometry)),
      geometry_3857 geometry(Geometry, 3857) generated always as (ST_Transform(geometry, 3857)) stored
    );
    create index place_geometry_3857 on place using gist (geometry_3857);
    create index place_kind on place (kind);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table place')
}
