import type { Knex } from 'knex'

/**
 * A guarantee that the office ends early ends on the day of its certificate, wherever it is told: on the certificate, at the works and
 * in the ledger of the pavement. What its end would have been stands beside it. The day is that of the certificate in the zone of
 * the jurisdiction, which the service writes; of certificates of before nobody says it but UTC.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table clearance add column guarantee_was_until date;
    comment on column clearance.guarantee_until is 'the last day of the guarantee; that of the certificate where it was ended by that';
    comment on column clearance.guarantee_was_until is 'the end that it had before it was ended early; else null';
    update clearance
    set guarantee_was_until = guarantee_until, guarantee_until = (issued_at at time zone 'UTC')::date
    where early_reason is not null and guarantee_until > (issued_at at time zone 'UTC')::date;
    alter table clearance add constraint clearance_cut_short
      check (guarantee_was_until is null or guarantee_was_until > guarantee_until and early_reason is not null);
    update works w set guarantee_until = c.guarantee_until
    from clearance c where c.works_id = w.id and c.guarantee_was_until is not null;
    update pavement_entry e set guarantee_until = c.guarantee_until
    from clearance c where c.works_id = e.works_id and c.guarantee_was_until is not null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    update pavement_entry e set guarantee_until = c.guarantee_was_until
    from clearance c where c.works_id = e.works_id and c.guarantee_was_until is not null;
    update works w set guarantee_until = c.guarantee_was_until
    from clearance c where c.works_id = w.id and c.guarantee_was_until is not null;
    alter table clearance drop constraint clearance_cut_short;
    update clearance set guarantee_until = guarantee_was_until where guarantee_was_until is not null;
    alter table clearance drop column guarantee_was_until;
  `)
}
