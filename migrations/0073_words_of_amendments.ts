import type { Knex } from 'knex'

/**
 * Why a works was amended, why that was decided so, and why a finding was let pass: row security shows the rows to whoever sees the
 * works, and the service leaves the words out. As with the words of a history (0071) requests may not read these columns, and ask
 * for them by functions that tell them to those whom the service tells them to.
 */
const definer = 'security definer set search_path = public, pg_temp'
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"

const told = {
  amendment: `id, works_id, number, state, cause, case_id, before, after, extension_days, round, version_before, version_after,
    asked_by, asked_at, decided_by, decided_at`,
  waiver: `id, works_id, kind, rule_id, other_type, other_id, other_version, application, user_id, at, conditions, case_id`,
}

const functions = `
  create function amendment_words(asked uuid) returns table (number integer, reason text, decision_reason text)
  language sql stable ${definer} as $$
    select a.number, a.reason, a.decision_reason
    from (select is_party_of(asked) as party) p cross join amendment a
    where a.works_id = asked and (p.party or a.asked_by = ${user}
      or ${plans} and (a.case_id is null or sees_case(a.case_id) is true))
  $$;
  comment on function amendment_words is
    'why a works was amended: of a case to its parties and those of the case; asked of works that are seen';

  create function waiver_words(asked uuid[]) returns table (id uuid, reason text)
  language sql stable ${definer} as $$
    select v.id, v.reason from waiver v
    where v.id = any (asked) and (asked_by_owner() or v.user_id = ${user}
      or (v.case_id is null or sees_case(v.case_id) is true) and exists (
        select 1 from works w
        where (w.id = v.works_id or v.other_type = 'works' and w.id::text = v.other_id) and (is_party_of(w.id)
          or ${plans} and exists (select 1 from consultation c where c.works_id = w.id and c.agency_id = ${agency}))))
  $$;
  comment on function waiver_words is
    'why findings were let pass: to the parties of their works and whoever was asked about them; of a case to those who see it';
`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${functions}
    revoke execute on function amendment_words(uuid), waiver_words(uuid[]) from public;
    grant execute on function amendment_words(uuid), waiver_words(uuid[]) to nasaq_app;
    revoke select on amendment, waiver from nasaq_app;
    grant select (${told.amendment}) on amendment to nasaq_app;
    grant select (${told.waiver}) on waiver to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    revoke select (${told.amendment}) on amendment from nasaq_app;
    revoke select (${told.waiver}) on waiver from nasaq_app;
    grant select on amendment, waiver to nasaq_app;
    drop function waiver_words(uuid[]);
    drop function amendment_words(uuid);
  `)
}
