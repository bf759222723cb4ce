import type { Knex } from 'knex'

/**
 * The ground of building connections in all that looks at ground: what is opened of a works is its route and the
 * connections that were not given up; what is closed of it is what its records tell and those connections, whether
 * or not a record was drawn around each: once the ground is closed none can be given up any more. Who may see no connections is told of the route alone.
 *
 * Works are found on the map and in boxes by the ground that they take, as that lies up to a connection beside the route.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function opened_lines(w works) returns geometry language sql stable as $$
      select case when ST_Dimension(w.route) = 1 and b.branches is not null
                  then ST_CollectionExtract(ST_Collect(w.route, b.branches), 2) else w.route end
      from (select ST_Collect(c.line order by c.number) as branches from works_connection c
            where c.works_id = w.id and c.state <> 'cancelled') b
    $$;
    comment on function opened_lines is 'along what the ground of a works is opened: its route with the connections not given up';

    create function recorded_ground(w works, trench_width float8) returns geometry language sql stable as $$
      select ST_Multi(ST_CollectionExtract(ST_UnaryUnion(ST_Collect(g.ground), 1e-10), 3))
      from (
        select r.ground from reinstatements_now(w.id) r
        union all
        select ST_Buffer(c.line::geography, coalesce(w.trench_width_metres, trench_width) / 2,
                         'endcap=flat join=mitre mitre_limit=2')::geometry
        from works_connection c
        where c.works_id = w.id and c.state <> 'cancelled' and exists (select 1 from reinstatement_record r where r.works_id = w.id)
      ) g
    $$;
    comment on function recorded_ground is
      'the ground of a works that was closed again: what its records tell, and the trenches of its connections';

    create index works_footprint on works using gist (footprint);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index works_footprint;
    drop function recorded_ground(works, float8);
    drop function opened_lines(works);
  `)
}
