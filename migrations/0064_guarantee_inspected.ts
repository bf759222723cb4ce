import type { Knex } from 'knex'

/**
 * Nothing is said of ground that has moved on meanwhile. An inspection of the guarantee speaks of ground that was accepted:
 * one of before saw a trench, whatever it was called, and clears nobody. Of works that another system recorded nobody knows
 * when they were accepted: there it is believed. Who records or samples holds the works while its status is looked at,
 * though they may not write it.
 */
const lastInspections = (counted: string) => `
  create or replace function inspections_last(asked uuid)
  returns table (kind text, id uuid, number text, outcome text, ended_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
    select distinct on (i.kind) i.kind, i.id, i.number, i.outcome, i.ended_at from inspection i
    where i.works_id = asked and i.kind in ('final','guarantee') and i.outcome <> 'unable' ${counted}
    order by i.kind, i.ended_at desc, i.id desc
  $$;`

export async function up(db: Knex): Promise<void> {
  await db.raw(
    lastInspections(`and (i.kind = 'final' or i.ended_at >= coalesce(
      (select max(h.at) from works_history h where h.works_id = asked and h.event = 'accept'), '-infinity'))`),
  )
  await db.raw(`
    create function hold_works(held uuid) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
      select 1 from works w where w.id = held for no key update
    $$;
    comment on function hold_works is 'whoever records or samples may not write the works, and with it not lock it: it does not move on under them';
    revoke execute on function hold_works(uuid) from public;
    grant execute on function hold_works(uuid) to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop function hold_works(uuid)')
  await db.raw(lastInspections(''))
}
