import type { Knex } from 'knex'

/**
 * An application that is to be decided within a day, and an emergency that has begun, are told to the office as kinds of their
 * own. Whoever had chosen how they hear of the kinds that these were told as until now, or has software hear of them, goes on so;
 * only what was put off to the daily e-mail comes at once, which is what the new kind is for.
 *
 * What became of a fine names its violation, which it is told of. What waits to be told since before leads to its works.
 */
const kinds = [
  ['applied', 'applied_urgent'],
  ['emergency_nearby', 'emergency_begun'],
] as const

const noteFee = (told: string) => `
  create or replace function note_fee() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    -- that a fine is due is told by its violation
    if new.kind <> 'fine' or new.state <> 'due' then
      perform note_row('fee', jsonb_build_object('worksId', new.works_id, 'event', new.state, 'payerId', new.payer_id${told}),
                       case new.state when 'due' then new.due_at end);
    end if;
    return null;
  end $$;
`

export async function up(db: Knex): Promise<void> {
  await db.raw(noteFee(", 'violationId', new.violation_id"))
  for (const [former, kind] of kinds) {
    await db.raw(
      `insert into notice_choice (user_id, kind, app, mail)
       select user_id, ?, app, case mail when 'daily' then 'now' else mail end from notice_choice where kind = ?
       on conflict do nothing`,
      [kind, former],
    )
    await db.raw('update webhook set kinds = array_append(kinds, ?) where ? = any (kinds) and not ? = any (kinds)', [
      kind,
      former,
      kind,
    ])
  }
}

/** What was told as one of them goes with it: a service before this has no words for it. */
export async function down(db: Knex): Promise<void> {
  await db.raw(noteFee(''))
  const own = [...kinds.map(([, kind]) => kind), 'filing_due']
  await db.raw("delete from happening where source = 'told' and content ->> 'kind' = any (?)", [own])
  for (const table of ['webhook_delivery', 'notice', 'notice_choice']) await db(table).whereIn('kind', own).delete()
  // one of these alone hears what they were told as before; what nobody was told before, a webhook that waits for nothing else
  for (const [former, kind] of kinds)
    await db.raw(
      `update webhook set kinds = case when ? = any (kinds) then array_remove(kinds, ?) else array_replace(kinds, ?, ?) end
       where ? = any (kinds)`,
      [former, kind, kind, former, kind],
    )
  await db.raw(
    `update webhook set
       kinds = case when cardinality(kinds) > 1 then array_remove(kinds, 'filing_due') else array['applied'] end,
       state = case when cardinality(kinds) = 1 and state = 'active' then 'paused' else state end
     where 'filing_due' = any (kinds)`,
  )
}
