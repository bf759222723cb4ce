import type { Knex } from 'knex'

/**
 * An organisation that is asked about works may entrust another with answering for it: on certain days, or until it takes that back. No
 * row moves when a day comes or ends: it holds on the days that it says, and whoever asks says which day it is (`nasaq.day`).
 * Where that is not said it holds for nobody. What somebody is entrusted with is theirs alone, and is no right of the principal's
 * that they could hand on: an organisation answers for whom it has a row of its own.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const answering = `${role} in ('planner','utility','traffic','admin')`
const entrusting = `${plans} and ${answering} and principal_id = ${agency} and revoked_at is null`

const policies = [
  `for select using (${plans} and ${agency} in (principal_id, delegate_id))`,
  `for insert with check (${entrusting})`,
  `for update using (${entrusting}) with check (principal_id = ${agency})`,
]

/** What people are told of since. */
const kinds = ['asked_for_other', 'answer_due_for_other', 'answered_for_us', 'entrusted', 'entrusting_ended']

/** As migration 0092 has it. */
const reader = "nullif(current_setting('nasaq.agency', true), '')::uuid"
const readerRole = "current_setting('nasaq.role', true)"
const everywhere = "current_setting('nasaq.ground', true) = '*'"
const ground = "nullif(nullif(current_setting('nasaq.ground', true), ''), '*')::uuid[]"
const seesSubject = (more: string) => `
  create or replace function sees_subject(of_type text, subject uuid) returns boolean language plpgsql stable as $$
  begin
    case of_type
      when 'works' then return exists (select 1 from works w where w.id = subject);
      when 'agency' then return subject = ${reader};
      when 'case' then return sees_case(subject);
      when 'call' then return exists (select 1 from interest_call c where c.id = subject);
      when 'ban' then return exists (select 1 from contractor_ban b where b.id = subject);
      when 'defect' then return exists (select 1 from defect d where d.id = subject);
      when 'sample' then return exists (select 1 from sample s where s.id = subject);
      when 'quality' then return subject = ${reader} or ${readerRole} in ('planner','admin') and ${everywhere};
      when 'violation' then return exists (select 1 from violation v where v.id = subject);
      when 'meeting' then return exists (select 1 from meeting m where m.id = subject);
      when 'report' then return current_setting('nasaq.plans', true) = 'yes' and exists (
        select 1 from report r where r.id = subject and (r.agency_id = ${reader}
          or ${readerRole} in ('planner','inspector','admin') and (${everywhere} or r.municipality_id = any (${ground}))));
      ${more}
      else return false;
    end case;
  end $$;`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table answer_delegation (
      id uuid primary key,
      principal_id uuid not null references organisation,
      delegate_id uuid not null references organisation,
      period daterange not null check (not isempty(period) and not lower_inf(period)),
      note text,
      made_at timestamptz not null,
      made_by uuid references app_user,
      revoked_at timestamptz,
      revoked_by uuid references app_user,
      check (principal_id <> delegate_id),
      constraint answer_delegation_once exclude using gist (principal_id with =, delegate_id with =, period with &&)
        where (revoked_at is null)
    );
    comment on table answer_delegation is 'who answers for whom where that one is asked about works';
    comment on column answer_delegation.period is 'days in the zone of the jurisdiction; without an end: until it is revoked';
    comment on column answer_delegation.note is 'such as the reference of the letter that gives the power';
    create index answer_delegation_delegate on answer_delegation (delegate_id) where revoked_at is null;
    create index answer_delegation_newest on answer_delegation (made_at desc, id desc);

    create function entrusted_to(who uuid, on_day date) returns uuid[] language sql stable as $$
      select coalesce(array_agg(d.principal_id), '{}') from answer_delegation d
      where d.delegate_id = who and d.revoked_at is null and d.period @> on_day
    $$;
    comment on function entrusted_to is 'for whom an organisation answers on a day';

    create function interested_in(w works, who uuid) returns boolean language sql stable as $$
      select w.agency_id = who or coalesce(w.contractor_id = who, false)
        or exists (select 1 from municipality m where m.organisation_id = who and (m.id = w.municipality_id or m.is_root))
    $$;
    comment on function interested_in is
      'applies for these works, digs them or decides on them: answers about them for nobody else';

    grant select, insert on answer_delegation to nasaq_app;
    grant update (revoked_at, revoked_by) on answer_delegation to nasaq_app;
    alter table answer_delegation enable row level security;
    ${policies.map((policy, n) => `create policy delegation_${n} on answer_delegation ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on answer_delegation
      for each statement execute function tell_change('consultations');
    ${seesSubject("when 'delegation' then return exists (select 1 from answer_delegation d where d.id = subject);")}
  `)
}

/** What was told of them goes with them: a service before this has no words for it. */
export async function down(db: Knex): Promise<void> {
  await db.raw("delete from happening where source = 'told' and content ->> 'kind' = any (?)", [kinds])
  for (const table of ['webhook_delivery', 'notice', 'notice_choice']) await db(table).whereIn('kind', kinds).delete()
  for (const kind of kinds)
    await db.raw(
      `update webhook set
         kinds = case when cardinality(kinds) > 1 then array_remove(kinds, ?) else array['applied'] end,
         state = case when cardinality(kinds) = 1 and state = 'active' then 'paused' else state end
       where ? = any (kinds)`,
      [kind, kind],
    )
  await db.raw(`
    ${seesSubject('')}
    drop function interested_in(works, uuid);
    drop function entrusted_to(uuid, date);
    drop table answer_delegation;
  `)
}
