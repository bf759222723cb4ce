import type { Knex } from 'knex'

/** Ground that must not be dug, or not now: new surfaces and constraint areas. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table protected_surface (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      street_id uuid references street,
      name_ar text not null,
      name_en text not null,
      resurfaced_on date not null,
      hold_until date not null,
      protected_until date not null,
      reason text,
      version integer not null default 1,
      ground geometry(Geometry, 4326) not null check (ST_IsValid(ground)),
      check (resurfaced_on <= hold_until and hold_until <= protected_until)
    );
    create index protected_surface_ground on protected_surface using gist (ground);

    create table constraint_area (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      kind text not null check (kind in ('event','season','school','mosque','hospital','heritage')),
      name_ar text not null,
      name_en text not null,
      period daterange check (not isempty(period)),
      severity text not null check (severity in ('blocking','warning','info')),
      note text,
      version integer not null default 1,
      area geometry(Geometry, 4326) not null check (ST_IsValid(area))
    );
    create index constraint_area_area on constraint_area using gist (area);
    comment on column constraint_area.period is 'null: always';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table constraint_area, protected_surface')
}
