import type { Knex } from 'knex'

/** Who plans, digs, decides and is asked; the ground each municipality answers for; who may sign in. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table organisation (
      id uuid primary key,
      ordinal smallint generated always as identity unique,
      code text not null unique,
      name_ar text not null,
      name_en text not null,
      kind text not null check (kind in ('utility','municipality','authority','contractor','consultant','other')),
      colour text not null check (colour ~ '^#[0-9a-f]{6}$')
    );

    create table municipality (
      id uuid primary key,
      organisation_id uuid not null references organisation,
      region_id text not null check (region_id ~ '^[A-Z]{2,6}$'),
      code text not null,
      name_ar text not null,
      name_en text not null,
      is_root boolean not null default false,
      boundary geometry(MultiPolygon, 4326) check (ST_IsValid(boundary)),
      unique (region_id, code),
      check (is_root = (boundary is null))
    );
    create index municipality_boundary on municipality using gist (boundary);
    comment on column municipality.is_root is 'answers for all ground outside every boundary';

    create table app_user (
      id uuid primary key,
      email text not null unique check (email = lower(email)),
      password_hash text not null,
      name_ar text not null,
      name_en text not null,
      role text not null,
      organisation_id uuid references organisation,
      is_demo boolean not null default false,
      failed_sign_ins smallint not null default 0,
      locked_until timestamptz
    );

    comment on column app_user.is_demo is 'its password is printed: refused where the demo is switched off';

    create table session (
      token_hash bytea primary key,
      user_id uuid not null references app_user on delete cascade,
      csrf_token text not null,
      created_at timestamptz not null,
      seen_at timestamptz not null
    );
    create index session_by_user on session (user_id);
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table session, app_user, municipality, organisation')
}
