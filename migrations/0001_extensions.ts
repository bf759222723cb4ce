import type { Knex } from 'knex'

/** PostGIS for geometry; btree_gist so that an exclusion constraint can hold an id beside a geometry and a period. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create extension if not exists postgis;
    create extension if not exists btree_gist;
  `)
}

/** The extensions stay: they may have been there before us, and dropping PostGIS would take every geometry along. */
export async function down(): Promise<void> {
  await Promise.resolve()
}
