import type { Knex } from 'knex'

/**
 * What a visit asks, kind by kind. A version never changes and never goes: what was answered years ago is read by the
 * questions of its day.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table checklist (
      kind text not null check (kind in ('site_safety','backfill','final','guarantee','investigation')),
      version integer not null check (version > 0),
      id uuid not null unique,
      items jsonb not null,
      note text,
      published_at timestamptz not null,
      published_by uuid references app_user,
      primary key (kind, version)
    );
    comment on column checklist.published_by is 'null of what came with the service';

    alter table checklist enable row level security;
    create policy checklists_0 on checklist for select
      using ((select current_setting('nasaq.plans', true)) = 'yes');
    create policy checklists_1 on checklist for insert
      with check ((select current_setting('nasaq.role', true)) in ('planner','admin')
        and (select current_setting('nasaq.ground', true)) = '*');
    grant select, insert on checklist to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table checklist')
}
