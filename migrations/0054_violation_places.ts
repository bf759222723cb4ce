import type { Knex } from 'knex'

/**
 * Where a violation was: where the item failed, where the defect lies, or where the office shows it. What time finds on a
 * whole works has no place of its own. And since when an objection waits for the root authority: its office did not decide
 * in time.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table violation
      add column tile_id bigint generated always as identity unique,
      add column place geometry(Point, 4326),
      add column place_3857 geometry(Point, 3857) generated always as (ST_Transform(place, 3857)) stored,
      add column escalated_at timestamptz;
    comment on column violation.escalated_at is 'its objection was not decided in time: the root authority was told';
    create index violation_place_3857 on violation using gist (place_3857) where place is not null;
    create index violation_undecided on violation (decide_by) where state = 'objected' and escalated_at is null;

    update violation v set place = coalesce(
      (select ST_PointOnSurface(i.place) from inspection_item i where i.inspection_id = v.inspection_id and i.code = v.item_code),
      (select ST_PointOnSurface(d.place) from defect d where d.id = v.defect_id))
    where v.inspection_id is not null or v.defect_id is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index violation_place_3857, violation_undecided;
    alter table violation drop column place_3857, drop column place, drop column tile_id, drop column escalated_at;
  `)
}
