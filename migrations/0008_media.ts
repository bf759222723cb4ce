import type { Knex } from 'knex'

/**
 * Photos as we made them anew: the files lie in the media folder under the id of this database and their own. What the
 * camera knew of time and place is kept here, apart from the picture, and shown to nobody.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table database_identity (
      id uuid not null,
      is_only boolean primary key default true check (is_only)
    );
    comment on table database_identity is
      'one row, written when it is first needed: tells this database from others whose files lie beside its own';

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
  await db.raw('drop table photo, database_identity')
}
