import type { Knex } from 'knex'

/** A meeting looks back on what was decided in a quarter: by its day, and not by reading all that ever was. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create index case_ended on coordination_case (ended_at) where ended_at is not null;
    create index consultation_overruled on consultation (overruled_at) where overruled_at is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop index case_ended, consultation_overruled')
}
