import type { Knex } from 'knex'

/**
 * A connection that is done may be shown: one photo of it, by whoever may say that it is done. It belongs to that word,
 * and goes with it where it is taken back.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table works_connection add column photo_id uuid references photo;
    alter table works_connection add check (photo_id is null or state = 'done');
    comment on column works_connection.photo_id is 'of the connection as it was done; another one takes its place';
    create index works_connection_photo on works_connection (photo_id) where photo_id is not null;
    create policy connections_5 on photo for select using ((select current_setting('nasaq.plans', true)) = 'yes'
      and exists (select 1 from works_connection c where c.photo_id = photo.id));
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop policy connections_5 on photo;
    alter table works_connection drop column photo_id;
  `)
}
