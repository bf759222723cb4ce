import type { Knex } from 'knex'

/**
 * What is left of a ground without another: on the grid where a failure cannot be caught, like what two of them share. And
 * central zones among the areas that the office draws: every street in them counts as a highway.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    do $do$ begin
      if version() like '%emscripten%' then
        create function remaining_ground(a geometry, b geometry) returns geometry
          language sql immutable parallel safe as $$ select ST_Difference(a, b, 1e-10) $$;
      else
        create function remaining_ground(a geometry, b geometry) returns geometry
          language sql immutable parallel safe as $$ select ST_Difference(a, b) $$;
      end if;
    end $do$;
    comment on function remaining_ground is 'What is left of a geometry without another, WGS84. Both are areas or lines, never mixed.';

    alter table constraint_area drop constraint constraint_area_kind_check;
    alter table constraint_area add constraint constraint_area_kind_check
      check (kind in ('event','season','school','mosque','hospital','heritage','central_zone'));
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from constraint_area where kind = 'central_zone';
    alter table constraint_area drop constraint constraint_area_kind_check;
    alter table constraint_area add constraint constraint_area_kind_check
      check (kind in ('event','season','school','mosque','hospital','heritage'));
    drop function remaining_ground(geometry, geometry);
  `)
}
