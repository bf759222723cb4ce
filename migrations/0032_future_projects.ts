import type { Knex } from 'knex'

/** A future project is progressed into works, which remember it: the plan keeps what is left of its route, and its history. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table works add column progressed_from uuid references works;
    comment on column works.progressed_from is 'the future project that this works came from';
    create index works_progressed on works (progressed_from) where progressed_from is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table works drop column progressed_from')
}
