import type { Knex } from 'knex'

/**
 * What two grounds share: a native build catches the overlay that fails in full precision and begins anew on a grid;
 * compiled to WebAssembly it cannot, and has to begin on the grid, which costs three to five times as much.
 *
 * How far they lie apart: PostGIS's own distance between geographies says nought for some polygons that lie a metre
 * or two beside each other, and takes seven times as long.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    do $do$ begin
      if version() not like '%emscripten%' then
        create or replace function shared_ground(a geometry, b geometry) returns geometry
          language sql immutable parallel safe as $$ select ST_Intersection(a, b) $$;
        comment on function shared_ground is
          'What two geometries share, WGS84. Every overlap is computed by this and nothing else.';
      end if;
    end $do$;

    create function eastern_degree(latitude double precision) returns double precision
      language sql immutable parallel safe as $$
        select cosd(latitude) * (1 - 0.00669437999014 * sind(latitude) ^ 2) / (1 - 0.00669437999014)
      $$;
    comment on function eastern_degree is 'length of a degree to the east in degrees to the north, on the ellipsoid of WGS84';

    create function ground_distance(a geometry, b geometry) returns double precision
      language sql immutable parallel safe as $$
        select ST_Length(ST_Scale(
          ST_ShortestLine(ST_Scale(a, eastern_degree(ST_YMin(a)), 1), ST_Scale(b, eastern_degree(ST_YMin(a)), 1)),
          1 / eastern_degree(ST_YMin(a)), 1)::geography)
      $$;
    comment on function ground_distance is
      'Metres between two geometries that lie within some hundred metres, WGS84: the geodesic between the places that are
       nearest where a degree is as long to the east as to the north.';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop function ground_distance, eastern_degree;
    create or replace function shared_ground(a geometry, b geometry) returns geometry
      language sql immutable parallel safe as $$ select ST_Intersection(a, b, 1e-10) $$;
    comment on function shared_ground is
      'What two geometries share, WGS84, on a grid of a hundredth of a millimetre: snap rounding never raises a topology
       exception, which the embedded engine cannot catch. Every overlap is computed by this and nothing else.';
  `)
}
