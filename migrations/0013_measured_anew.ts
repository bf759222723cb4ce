import type { Knex } from 'knex'

/**
 * The rows of the register as they are measured since 0012: the distances on both engines, the overlaps where they are
 * computed in full precision now. What is too thin to be computed keeps the place that it has.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    set local statement_timeout = 0;

    update conflict c set distance_metres = ground_distance(a.footprint, b.footprint)
    from works a, works b
    where a.id = c.works_a and b.id = c.works_b and not ST_Intersects(a.footprint, b.footprint);

    do $do$ begin
      if version() not like '%emscripten%' then
        update conflict c
        set overlap = g.ground, overlap_square_metres = ST_Area(ST_CollectionExtract(g.ground, 3)::geography)
        from works a, works b, lateral (
          select case when ST_Intersects(a.footprint, b.footprint) then shared_ground(a.footprint, b.footprint)
                      else shared_ground(a.reach, b.reach) end as ground offset 0
        ) g
        where a.id = c.works_a and b.id = c.works_b and not ST_IsEmpty(g.ground);
      end if;
    end $do$;
  `)
}

/** The rows stay as they are: nothing is lost. */
export async function down(): Promise<void> {
  // nothing to take back
}
