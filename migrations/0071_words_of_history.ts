import type { Knex } from 'knex'

/**
 * Whoever sees a works sees what happened to it; the words behind that are between its parties. The service left them out and
 * row security, which knows rows only, did not: now requests may not read that column, and ask for the words by a function that
 * tells them to the parties, to whoever wrote them, and what was never between anybody to all.
 */
const definer = 'security definer set search_path = public, pg_temp'
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const told = 'works_id, version, event, at, user_id, before, after, recorded'
const withWords = "'answer','extend','overrule','waive','suspend'"

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function history_words(asked uuid) returns table (version integer, reason text)
    language sql stable ${definer} as $$
      select h.version, h.reason
      from (select is_party_of(asked) as party) p cross join works_history h
      where h.works_id = asked and h.reason is not null and (p.party or h.user_id = ${user} or (
        h.event not in (${withWords}) and not exists (
          select 1 from amendment a where a.works_id = h.works_id and a.version_after = h.version and h.event = 'amend'
            and a.case_id is not null and sees_case(a.case_id) is not true)))
    $$;
    comment on function history_words is 'why things happened to a works, as far as whoever asks is told; asked of works that are seen';
    revoke execute on function history_words(uuid) from public;
    grant execute on function history_words(uuid) to nasaq_app;
    revoke select on works_history from nasaq_app;
    grant select (${told}) on works_history to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    revoke select (${told}) on works_history from nasaq_app;
    grant select on works_history to nasaq_app;
    drop function history_words(uuid);
  `)
}
