import type { Knex } from 'knex'

/** PostGIS for geometry; btree_gist so that an exclusion constraint can hold an id beside a geometry and a period. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create extension if not exists postgis;
    create extension if not exists btree_gist;

    create function shared_ground(a geometry, b geometry) returns geometry
      language sql immutable parallel safe as $$ select ST_Intersection(a, b, 1e-10) $$;
    comment on function shared_ground is
      'What two geometries share, WGS84, on a grid of a hundredth of a millimetre: snap rounding never raises a topology
       exception, which the embedded engine cannot catch. Every overlap is computed by this and nothing else.';
  `)
}

/** The extensions stay: they may have been there before us, and dropping PostGIS would take every geometry along. */
export async function down(db: Knex): Promise<void> {
  await db.raw('drop function shared_ground')
}
