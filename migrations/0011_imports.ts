import type { Knex } from 'knex'

/**
 * Files on their way in. Every row waits here with its verdict; nothing reaches works, streets or boundaries before the
 * commit, and a job that is deleted takes its rows along.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table import_job (
      id uuid primary key,
      kind text not null check (kind in ('works','streets','boundaries')),
      status text not null check (status in
        ('reading','needs_mapping','checking','checked','committing','committed','refused','interrupted')),
      file_name text not null,
      file_bytes bigint not null,
      format text not null,
      user_id uuid references app_user on delete cascade,
      agency_id uuid references organisation,
      mapping jsonb,
      columns jsonb,
      fault jsonb,
      total integer not null default 0,
      checked integer not null default 0,
      counts jsonb not null default '{}',
      reasons jsonb not null default '[]',
      stored integer,
      version integer not null default 1,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      seen_at timestamptz not null default clock_timestamp()
    );
    create index import_job_user on import_job (user_id, id);
    create index import_job_moving on import_job (seen_at) where status in ('reading','checking','committing');
    comment on column import_job.user_id is 'null: the command line';
    comment on column import_job.columns is 'what the file has; null until it is read';
    comment on column import_job.counts is 'rows by verdict, kept by whoever gives the verdicts: counting them costs a scan';
    comment on column import_job.version is 'moves with the status: work that was given up cannot write into the work after it';
    comment on column import_job.seen_at is
      'when whoever works on it last said so, by the clock of the database: those of several machines differ';

    create table import_row (
      job_id uuid not null references import_job on delete cascade,
      place integer not null,
      feature jsonb,
      bytes integer not null default 0,
      source_id text,
      title text,
      verdict text check (verdict in ('ok','warning','refused')),
      reasons jsonb not null default '[]',
      prepared jsonb,
      ground_order bigint,
      stored_id uuid,
      primary key (job_id, place)
    );
    create index import_row_verdict on import_row (job_id, verdict, place);
    comment on column import_row.feature is 'as read; null where it could not be, and once the job is committed';
    comment on column import_row.bytes is 'of the feature as text: so much of it is given to one statement';
    comment on column import_row.prepared is 'what the commit stores; null again once it has';
    comment on column import_row.ground_order is 'neighbours on the ground are neighbours in this order';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table import_row, import_job')
}
