import type { Knex } from 'knex'

/**
 * Ground rests after any works, also after one that is closed within the few days of it. Whoever asks about a ground looks for works
 * that are closed there by their reach, which holds whatever was recorded of their ground: pairs look among live works only.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw("create index works_cleared on works using gist (reach) where status = 'closed'")
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop index works_cleared')
}
