import type { Knex } from 'knex'

/**
 * Sign-ins by an identity provider that have begun: what must be the same when the browser comes back, taken once. And
 * which session of ours belongs to which of the provider's, so that it can end it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table provider_sign_in (
      state text primary key,
      browser_hash bytea not null,
      nonce text not null,
      verifier text not null,
      path text not null,
      created_at timestamptz not null
    );
    create index provider_sign_in_created on provider_sign_in (created_at);
    comment on column provider_sign_in.browser_hash is 'of the secret in the cookie of the browser that began';
    comment on column provider_sign_in.path is 'the page to show afterwards';

    alter table session
      add column external boolean not null default false,
      add column provider_session text;
    comment on column session.external is 'opened by the identity provider';
    comment on column session.provider_session is 'what the provider calls the session there (sid)';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    alter table session drop column external, drop column provider_session;
    drop table provider_sign_in;
  `)
}
