import type { Knex } from 'knex'

/**
 * What an office decides about somebody's works is told to whose it is and who digs it: also that it was cancelled, that its
 * reinstatement was accepted, that it was cleared, and that the office went on over an objection or without an answer.
 */
const toldBefore = `'submit','file','notify','answer','return','refuse','approve','grant','suspend','resume','expire','violate',
  'amend','propose','prolong','decline','overrun'`

const noting = (told: string) => `
  drop trigger event_noted on works_history;
  create trigger event_noted after insert on works_history for each row
    when (new.event in (${told})) execute function note_works_event();
`

export async function up(db: Knex): Promise<void> {
  await db.raw(noting(`${toldBefore},'cancel','accept','clear','overrule'`))
}

export async function down(db: Knex): Promise<void> {
  await db.raw(noting(toldBefore))
}
