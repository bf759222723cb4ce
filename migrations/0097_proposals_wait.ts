import type { Knex } from 'knex'

/**
 * What is proposed of a permit waits for the office as an application does: in its queue, with a clock. That it waits no more
 * follows from the proposal itself, however it ends.
 *
 * How long an office has is the rule pack's to say: what waits already is due since it was asked for.
 */
const standing = `(select works_id, asked_at from amendment where state = 'proposed') a`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function end_waiting() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      update works set review_due_at = null where id = new.works_id and review_due_at is not null;
      return null;
    end $$;
    comment on function end_waiting is 'as the owner: whoever withdraws a proposal, or time, ends it as the office does';
    create trigger waits_no_more after update of state on amendment for each row
      when (old.state = 'proposed' and new.state <> 'proposed') execute function end_waiting();
    update works w set review_due_at = a.asked_at from ${standing} where a.works_id = w.id and w.review_due_at is null;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger waits_no_more on amendment;
    drop function end_waiting();
    update works w set review_due_at = null from ${standing} where a.works_id = w.id;
  `)
}
