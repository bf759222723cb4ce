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

    create function folded(t text) returns text
      language sql immutable strict parallel safe as $$
        select translate(lower(t), 'أإآٱىةؤئ' || U&'\\064B\\064C\\064D\\064E\\064F\\0650\\0651\\0652\\0670\\0640', 'اااايهوي')
      $$;
    comment on function folded is
      'a text as it is searched for: without the marks and spellings of Arabic that people leave out, in lower case';
  `)
}

/** The extensions stay: they may have been there before us, and dropping PostGIS would take every geometry along. */
export async function down(db: Knex): Promise<void> {
  await db.raw('drop function shared_ground, folded')
}
