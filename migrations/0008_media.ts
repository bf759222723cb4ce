import type { Knex } from 'knex'

/**
 * Photos as we made them anew: the files lie in the media folder under their id. What the camera knew of time and
 * place is kept here, apart from the picture, and shown to nobody.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table photo (
      id uuid primary key,
      width integer not null check (width > 0),
      height integer not null check (height > 0),
      is_public boolean not null,
      taken_at timestamptz,
      taken_place geometry(Point, 4326),
      created_at timestamptz not null
    );
    comment on column photo.is_public is 'belongs to something that everybody may see';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table photo')
}
