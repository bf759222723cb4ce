import type { Knex } from 'knex'

const asking = `(select coalesce('user ' || nullif(current_setting('nasaq.user', true), ''),
                                'key ' || nullif(current_setting('nasaq.key', true), ''), 'public'))`

/** What anybody may send is taken once whoever sends it: somebody who signed in meanwhile finds what they sent before. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`alter policy own on idempotency_key using (client in ('public', ${asking}))`)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`alter policy own on idempotency_key using (client = ${asking})`)
}
