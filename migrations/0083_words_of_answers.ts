import type { Knex } from 'knex'

/**
 * What was answered about a works, and why an objection was overruled, are the words of its procedure: the service tells them to whose
 * works it is, to the offices of its ground and to whoever was asked about it. On which conditions a finding was let pass becomes a part of
 * the permit, and is asked for by whoever grants it. As with the words of amendments (0073) requests may not read these columns, and
 * the lines of history that tell of them keep the conditions apart from the rest. What a citizen wrote with a report is for whoever has
 * to deal with it and for themselves, by the secret that only they have.
 */
const definer = 'security definer set search_path = public, pg_temp'
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"

const told = {
  consultation: `id, works_id, round, agency_id, grounds, asked_at, due_at, silence_approves, extended_at, answer, deemed, answered_at,
    answered_by, overruled_at, overruled_by, closed_at`,
  waiver: 'conditions',
  report: `id, tile_id, region_id, municipality_id, number, category, status, place, place_3857, photo_id, works_id, agency_id,
    created_at, updated_at`,
}

const functions = `
  create function consultation_words(asked uuid) returns jsonb
  language sql stable ${definer} as $$
    select jsonb_build_object('conditions', c.conditions, 'reason', c.reason, 'overruled', c.overruled_reason)
    from consultation c join works w on w.id = c.works_id
    where c.id = asked and (asked_by_owner() or ${plans} and (
      ${role} in ('planner','utility','admin') and w.agency_id = ${agency}
      or ${role} in ('planner','admin') and (${everywhere} or w.municipality_ids && ${ground})
      or exists (select 1 from consultation o where o.works_id = w.id and o.agency_id = ${agency})))
  $$;
  comment on function consultation_words is
    'what was answered, and why that was overruled: to whose works it is, the offices of its ground and whoever was asked';

  create function conditions_waived_on(asked uuid) returns table (condition jsonb)
  language sql stable ${definer} as $$
    with last as (
      select distinct on (least(v.works_id::text, v.other_id), greatest(v.works_id::text, v.other_id), v.kind)
             v.works_id, v.other_id, v.kind, v.conditions
      from waiver v
      where (v.works_id = asked or v.other_id = asked::text) and v.other_type = 'works'
      order by least(v.works_id::text, v.other_id), greatest(v.works_id::text, v.other_id), v.kind, v.at desc, v.id desc
    )
    select distinct x.condition
    from last v
    join conflict c on c.kind = v.kind and c.state = 'waived'
     and c.works_a in (v.works_id, v.other_id::uuid) and c.works_b in (v.works_id, v.other_id::uuid)
    cross join jsonb_array_elements(v.conditions) as x (condition)
    where is_party_of(asked)
    order by x.condition
  $$;
  comment on function conditions_waived_on is
    'on which conditions findings of a works with others were waived that still are: each once, of the last waiver of each';

  create function report_note(asked uuid) returns text
  language sql stable ${definer} as $$
    select r.note from report r
    where r.id = asked and (asked_by_owner() or ${plans} and r.agency_id = ${agency}
      or ${role} in ('planner','inspector','admin') and (${everywhere} or r.municipality_id = any (${ground})))
  $$;
  comment on function report_note is 'to whoever has to deal with the report; whoever shows its secret is answered by the owner''s door';
`

const withWords = "'answer','extend','overrule','waive','suspend'"
const isTold = `p.party or h.user_id = ${user}`
const ofEverybody = `h.event not in (${withWords}) and not exists (
          select 1 from amendment a where a.works_id = h.works_id and a.version_after = h.version and h.event = 'amend'
            and a.case_id is not null and sees_case(a.case_id) is not true)`

const historyBefore = `
  create function history_words(asked uuid) returns table (version integer, reason text)
  language sql stable ${definer} as $$
    select h.version, h.reason
    from (select is_party_of(asked) as party) p cross join works_history h
    where h.works_id = asked and h.reason is not null and (${isTold} or (${ofEverybody}))
  $$;`

const history = `
  alter table works_history add column conditions jsonb;
  comment on column works_history.conditions is 'on which something was answered or let pass, in the shape of the line';
  create function keep_conditions_apart() returns trigger language plpgsql as $$
  begin
    new.conditions := jsonb_build_object('conditions', new.after -> 'conditions');
    new.after := new.after - 'conditions';
    return new;
  end $$;
  create trigger conditions_apart before insert on works_history for each row
    when (new.event in (${withWords}) and jsonb_exists(new.after, 'conditions')) execute function keep_conditions_apart();
  update works_history set conditions = jsonb_build_object('conditions', after -> 'conditions'), after = after - 'conditions'
  where event in (${withWords}) and jsonb_exists(after, 'conditions');

  drop function history_words(uuid);
  create function history_words(asked uuid) returns table (version integer, reason text, conditions jsonb)
  language sql stable ${definer} as $$
    select h.version, h.reason, h.conditions
    from (select is_party_of(asked) as party) p cross join works_history h
    where h.works_id = asked and (h.reason is not null or h.conditions is not null) and (${isTold} or (${ofEverybody}))
  $$;`

const afterHistory = (created: string) => `
  ${created}
  comment on function history_words is 'why things happened to a works, as far as whoever asks is told; asked of works that are seen';
  revoke execute on function history_words(uuid) from public;
  grant execute on function history_words(uuid) to nasaq_app;`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${functions}
    ${afterHistory(history)}
    revoke execute on function consultation_words(uuid), conditions_waived_on(uuid), report_note(uuid)
      from public;
    grant execute on function consultation_words(uuid), conditions_waived_on(uuid), report_note(uuid)
      to nasaq_app;
    revoke select on consultation from nasaq_app;
    grant select (${told.consultation}) on consultation to nasaq_app;
    revoke select (${told.waiver}) on waiver from nasaq_app;
    revoke select on report from nasaq_app;
    grant select (${told.report}) on report to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    revoke select (${told.report}) on report from nasaq_app;
    grant select on report to nasaq_app;
    drop function report_note(uuid);
    grant select (${told.waiver}) on waiver to nasaq_app;
    revoke select (${told.consultation}) on consultation from nasaq_app;
    grant select on consultation to nasaq_app;
    drop function conditions_waived_on(uuid);
    drop function consultation_words(uuid);
    drop function history_words(uuid);
    ${afterHistory(historyBefore)}
    drop trigger conditions_apart on works_history;
    drop function keep_conditions_apart();
    update works_history set after = after || conditions where conditions is not null;
    alter table works_history drop column conditions;
  `)
}
