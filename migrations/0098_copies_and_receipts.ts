import type { Knex } from 'knex'

/**
 * What is on paper is told apart. A permit counts how often its works was amended since it was issued, for its print shows
 * the ground as well: one from before another route has another code, though days and conditions are the same. What has no change
 * yet keeps the code that it has.
 *
 * An office that pays back what it took itself keeps by which receipt.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table permit add column changes smallint not null default 0;
    comment on column permit.changes is 'how often its works was amended since it was issued; its code hangs on it';
    grant update (changes) on permit to nasaq_app;

    alter table payment add column refund_reference text;
    comment on column payment.refund_reference is 'of what the office has paid back itself: its receipt';
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    alter table permit drop column changes;
    alter table payment drop column refund_reference;
  `)
}
