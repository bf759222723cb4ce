import type { Knex } from 'knex'

/**
 * A write that was sent twice happens once: its key is claimed, its answer kept, in the transaction of the write itself.
 * Whoever sends the same key while that runs waits for its end and gets the same answer.
 */
const client = `(select coalesce('user ' || nullif(current_setting('nasaq.user', true), ''),
                                'key ' || nullif(current_setting('nasaq.key', true), ''), 'public'))`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table idempotency_key (
      client text not null,
      key_hash bytea not null,
      fingerprint bytea not null,
      request_id text,
      at timestamptz not null default clock_timestamp(),
      status smallint,
      answer bytea,
      primary key (client, key_hash)
    );
    create index idempotency_key_at on idempotency_key (at);
    comment on column idempotency_key.client is 'whose key it is: another client may use the same';
    comment on column idempotency_key.fingerprint is 'SHA-256 of what was asked: the same key for something else is refused';
    comment on column idempotency_key.answer is
      'sealed with the key, which is not stored: it may hold a secret that was told once';
    comment on column idempotency_key.status is 'of the answer; null only while the transaction runs';

    grant select, insert, update on idempotency_key to nasaq_app;
    alter table idempotency_key enable row level security;
    create policy own on idempotency_key using (client = ${client});
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table idempotency_key')
}
