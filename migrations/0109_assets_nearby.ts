import type { Knex } from 'knex'

/**
 * Agencies are asked where they have something in the ground near a works. Whoever applies must not see what it is, nor
 * where: a function of the owner tells of each works whose assets lie near, and nothing of the assets.
 *
 * The box goes to the index in the plane of the tiles, whose metres are longer by the latitude; the distance is geodesic.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const grounds = (names: readonly string[]) => `
  alter table consultation drop constraint consultation_grounds_check;
  alter table consultation add constraint consultation_grounds_check
    check (cardinality(grounds) > 0 and grounds <@ array[${names.map((name) => `'${name}'`).join(',')}]);
`
const before = ['works_nearby', 'traffic', 'municipality']

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${grounds([...before, 'assets_nearby'])}
    create function owners_near(asked uuid[], grounds geometry[], metres double precision)
      returns table (works_id uuid, agency_id uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
      select distinct g.id, a.agency_id
      from unnest(asked, grounds) as g (id, ground)
      cross join lateral (
        select ST_Expand(ST_Transform(g.ground, 3857),
                 metres / cos(radians(greatest(abs(ST_YMin(g.ground)), abs(ST_YMax(g.ground))))) * 1.01) as around
        offset 0
      ) b
      join asset a on a.route_3857 && b.around
      where (asked_by_owner() or ${plans}) and ground_distance(g.ground, a.route) <= metres
    $$;
    comment on function owners_near is
      'of each of these grounds (WGS84), the agencies that have assets on it or within so many metres; nothing of the assets';
    revoke execute on function owners_near(uuid[], geometry[], double precision) from public;
    grant execute on function owners_near(uuid[], geometry[], double precision) to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop function owners_near(uuid[], geometry[], double precision);
    update consultation set grounds = array_remove(grounds, 'assets_nearby') where 'assets_nearby' = any (grounds) and cardinality(grounds) > 1;
    delete from consultation where 'assets_nearby' = any (grounds);
    ${grounds(before)}
  `)
}
