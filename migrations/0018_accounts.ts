import type { Knex } from 'knex'

/**
 * Accounts that are invited, suspended and reset; keys for agencies' software; sessions that can be told apart. Secrets
 * (passwords, tickets, keys) are stored as hashes, and no column that holds one is granted to requests.
 */
const admin = "(select current_setting('nasaq.admin', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"

const managed = `${admin} and (${everywhere} or organisation_id = ${agency})`
const ofSeenUser = 'exists (select 1 from app_user u where u.id = user_id)'

const told = `id, email, name_ar, name_en, role, organisation_id, is_demo, status, version, ticket_for, ticket_until,
  issuer, locked_until, created_at, last_seen_at, has_password`
/** Written by requests; of these, secrets are never read by them. */
const set = `email, password_hash, name_ar, name_en, role, organisation_id, status, version, ticket_hash, ticket_for, ticket_until, issuer,
  subject, failed_sign_ins, locked_until`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table app_user
      alter column password_hash drop not null,
      add column status text not null default 'active' check (status in ('invited','active','suspended')),
      add column version integer not null default 1,
      add column ticket_hash bytea unique,
      add column ticket_for text check (ticket_for in ('invite','reset')),
      add column ticket_until timestamptz,
      add column issuer text,
      add column subject text,
      add column has_password boolean not null generated always as (password_hash is not null) stored,
      add column created_at timestamptz not null default clock_timestamp(),
      add column last_seen_at timestamptz,
      add constraint app_user_subject unique (issuer, subject),
      add constraint app_user_ticket check ((ticket_hash is null) = (ticket_for is null) and (ticket_for is null) = (ticket_until is null)),
      add constraint app_user_active check (status <> 'active' or password_hash is not null or subject is not null or ticket_for is not distinct from 'reset');
    create index app_user_organisation on app_user (organisation_id, id);
    comment on column app_user.ticket_hash is 'of the secret by which a password is set: told once, used once';
    comment on column app_user.subject is 'who it is at the identity provider named by issuer';

    alter table session
      add column id uuid not null default gen_random_uuid() unique,
      add column address text,
      add column user_agent text;

    create table api_key (
      id uuid primary key,
      token_hash bytea not null unique,
      prefix text not null,
      organisation_id uuid not null references organisation,
      name text not null,
      role text not null,
      scopes text[] not null check (cardinality(scopes) > 0),
      created_by uuid references app_user,
      created_at timestamptz not null,
      expires_at timestamptz,
      last_used_at timestamptz,
      last_used_address text,
      revoked_at timestamptz
    );
    create index api_key_organisation on api_key (organisation_id, id);
    comment on column api_key.prefix is 'the first characters of the key, to tell it from others';

    create view account_name as select id, name_ar, name_en from app_user;
    comment on view account_name is 'who did it, for everybody who sees what was done';

    revoke select on app_user from nasaq_app;
    revoke select (id, name_ar, name_en) on app_user from nasaq_app;
    grant select on account_name to nasaq_app;
    grant select (${told}), insert (id, created_at, ${set}), update (${set}) on app_user to nasaq_app;
    alter table app_user enable row level security;
    create policy seen on app_user for select using (id = ${user} or ${managed});
    create policy made on app_user for insert with check (${managed});
    create policy changed on app_user for update using (${managed});

    grant select (id, user_id, created_at, seen_at, address, user_agent), delete on session to nasaq_app;
    alter table session enable row level security;
    create policy seen on session for select using (${ofSeenUser});
    create policy ended on session for delete using (${ofSeenUser});

    grant select (id, prefix, organisation_id, name, role, scopes, created_by, created_at, expires_at, last_used_at,
                  last_used_address, revoked_at),
          insert (id, token_hash, prefix, organisation_id, name, role, scopes, created_by, created_at, expires_at),
          update (revoked_at) on api_key to nasaq_app;
    alter table api_key enable row level security;
    create policy managed on api_key using (${managed});
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop policy ended on session;
    drop policy seen on session;
    alter table session disable row level security;
    revoke all on session from nasaq_app;
    revoke select (id, user_id, created_at, seen_at, address, user_agent) on session from nasaq_app;
    drop view account_name;
    drop table api_key;
    alter table session drop column id, drop column address, drop column user_agent;
    drop policy changed on app_user;
    drop policy made on app_user;
    drop policy seen on app_user;
    alter table app_user disable row level security;
    revoke all on app_user from nasaq_app;
    revoke select (${told}), insert (id, created_at, ${set}), update (${set}) on app_user from nasaq_app;
    delete from session where user_id in (select id from app_user where status <> 'active' or password_hash is null);
    update app_user set password_hash = '' where password_hash is null;
    alter table app_user
      drop column status, drop column version, drop column ticket_hash, drop column ticket_for, drop column ticket_until,
      drop column issuer, drop column subject, drop column has_password, drop column created_at, drop column last_seen_at,
      alter column password_hash set not null;
    grant select (id, name_ar, name_en) on app_user to nasaq_app;
  `)
}
