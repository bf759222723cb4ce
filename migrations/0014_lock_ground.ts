import type { Knex } from 'knex'

/**
 * Two transactions that write overlapping works at once would not see each other's. Each takes the locks of the ground
 * it may touch, cell by cell in one order, until it ends; without cells (null) those of the whole register, class -1.
 * A function, so that the statement that inserts takes them itself, before it takes its numbers: one round trip less.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function lock_ground(xs int[], ys int[]) returns boolean language plpgsql volatile as $$
    begin
      if xs is null then
        perform pg_advisory_xact_lock(-1, 0);
      else
        perform pg_advisory_xact_lock_shared(-1, 0);
        perform pg_advisory_xact_lock(c.x, c.y)
        from (select u.x, u.y from unnest(xs, ys) as u (x, y) order by u.x, u.y offset 0) c;
      end if;
      return true;
    end $$;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop function lock_ground(int[], int[])')
}
