import type { Knex } from 'knex'

/**
 * From an application to a permit: who is asked and what they answer, what the office waives and why, and the permit. The
 * database itself refuses a permit over an open blocking finding, whatever the code believes, and takes no waiver that no office has written.
 *
 * What was asked of an earlier application stays as it was; the rounds of a works are counted by its submissions. What
 * time does (silence that approves, permits that run out) follows from the rows: there are no timers to lose.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const writers = `${role} in ('planner','utility','admin')`
const office = `${role} in ('planner','admin')`
const seenWorks = 'exists (select 1 from works w where w.id = works_id)'
const decidedWorks = `${office} and exists (
  select 1 from works w where w.id = works_id and (${everywhere} or w.municipality_id = any (${ground})))`
const ownWorks = `exists (select 1 from works w where w.id = works_id and w.agency_id = ${agency})`

const policies = [
  `consultation for select using (${plans} and ${seenWorks})`,
  `consultation for insert with check (answer is null and ${writers} and (${ownWorks} or ${office} and ${seenWorks}))`,
  // its own answer, once
  `consultation for update using (${plans} and agency_id = ${agency} and answer is null) with check (agency_id = ${agency})`,
  `consultation for update using (${decidedWorks})`,
  `waiver for select using (${plans} and ${seenWorks})`,
  `waiver for insert with check (${decidedWorks})`,
  `violation for select using (${plans} and ${seenWorks})`,
  'permit for select using (true)',
  `permit for insert with check (${decidedWorks})`,
  `permit_series for all using (${office})`,
]
const tables = [...new Set(policies.map((policy) => policy.split(' ')[0] as string))]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table organisation
      add column asked_on_traffic boolean not null default false,
      add column silence_approves boolean not null default true;
    comment on column organisation.asked_on_traffic is 'is consulted on works that hinder traffic much';
    comment on column organisation.silence_approves is 'no answer past the deadline is an approval, and recorded as deemed';

    alter table works
      add column submitted_at timestamptz,
      add column review_due_at timestamptz,
      add column notified_at timestamptz,
      add column emergency_ground text,
      add column rounds smallint not null default 0;
    comment on column works.rounds is 'how often it was submitted: the round of consultation that counts';
    comment on column works.review_due_at is 'by when the office should have decided; null where nothing waits for it';
    comment on column works.notified_at is 'when an emergency was dug without a permit';
    create index works_review on works (review_due_at, id) where review_due_at is not null;
    create index works_notified on works (notified_at) where notified_at is not null;
    create index works_permitted on works (id) where status in ('permitted','suspended');

    create table consultation (
      id uuid primary key,
      works_id uuid not null references works on delete cascade,
      round smallint not null,
      agency_id uuid not null references organisation,
      grounds text[] not null check (cardinality(grounds) > 0 and grounds <@ array['works_nearby','traffic','municipality']),
      asked_at timestamptz not null,
      due_at timestamptz not null,
      silence_approves boolean not null,
      extended_at timestamptz,
      extension_reason text,
      answer text check (answer in ('approve','approve_with_conditions','object')),
      deemed boolean not null default false,
      conditions text,
      reason text,
      answered_at timestamptz,
      answered_by uuid references app_user,
      closed_at timestamptz,
      overruled_at timestamptz,
      overruled_by uuid references app_user,
      overruled_reason text,
      unique (works_id, round, agency_id),
      check ((answer is null) = (answered_at is null)),
      check (not deemed or answer = 'approve' and answered_by is null),
      check (answer is distinct from 'approve_with_conditions' or conditions is not null),
      check (answer is distinct from 'object' or reason is not null),
      check (overruled_at is null or answer is distinct from 'approve' and overruled_reason is not null)
    );
    create index consultation_open on consultation (agency_id, due_at, id) where answer is null;
    create index consultation_agency on consultation (agency_id, asked_at desc, id);
    create index consultation_silent on consultation (due_at) where answer is null and silence_approves and closed_at is null;
    comment on column consultation.closed_at is 'its deadline passed when nobody needed the answer any more';

    create table waiver (
      id uuid primary key,
      works_id uuid not null references works on delete cascade,
      kind text not null,
      rule_id text not null,
      other_type text not null,
      other_id text,
      other_version integer,
      application text not null,
      reason text not null,
      user_id uuid references app_user,
      at timestamptz not null
    );
    create index waiver_works on waiver (works_id, at);
    comment on column waiver.application is 'a fingerprint of what was applied for: a waiver of something else is to be judged again';

    alter table conflict add constraint conflict_state check (state in ('open','waived','judge_again'));

    create table permit_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );

    create table permit (
      works_id uuid primary key references works on delete cascade,
      number text not null unique,
      valid daterange not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
      conditions jsonb not null,
      issued_at timestamptz not null,
      issued_by uuid references app_user,
      seen_version integer not null,
      is_emergency boolean not null default false,
      findings_complete boolean not null check (findings_complete or is_emergency),
      blocking_open integer not null check (blocking_open = 0 or is_emergency)
    );
    comment on column permit.seen_version is 'the version of the works that the officer saw';

    create table violation (
      id uuid primary key,
      works_id uuid not null references works on delete cascade,
      article text not null check (article in ('emergency_filed_late')),
      at timestamptz not null,
      unique (works_id, article)
    );
    comment on table violation is 'what went against the regulation, each once for a works; written by time alone';

    create function refuse_blocked_permit() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if not exists (select 1 from permit where works_id = new.id) then
        raise exception 'works % has no permit', new.number using errcode = 'check_violation', constraint = 'works_permit';
      end if;
      if exists (select 1 from conflict
                 where works_a = new.id and severity = 'blocking' and state <> 'waived'
                 union all
                 select 1 from conflict
                 where works_b = new.id and severity = 'blocking' and state <> 'waived') then
        raise exception 'works % meets others', new.number using errcode = 'check_violation', constraint = 'works_unblocked';
      end if;
      return null;
    end $$;
    comment on function refuse_blocked_permit is
      'as the owner, who sees every finding';
    create trigger permit_unblocked after update of status on works for each row
      when (new.status = 'permitted' and old.status is distinct from 'permitted')
      execute function refuse_blocked_permit();

    create function refuse_bare_waiver() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if not exists (select 1 from waiver v
                     where v.works_id in (new.works_a, new.works_b) and v.kind = new.kind and v.other_type = 'works'
                       and v.other_id in (new.works_a::text, new.works_b::text)) then
        raise exception 'nobody has waived this' using errcode = 'check_violation', constraint = 'conflict_waiver';
      end if;
      return new;
    end $$;
    create trigger waived_by_office before update of state on conflict for each row
      when (new.state = 'waived' and old.state is distinct from 'waived') execute function refuse_bare_waiver();

    create function works_fingerprint(w works) returns text language sql stable as $$
      select md5(concat_ws(' ', w.category, w.period, w.connections, w.traffic_impact, w.project_id,
                           encode(ST_AsBinary(w.footprint), 'hex')))
    $$;
    comment on function works_fingerprint is 'of what findings hang on: the same as long as the application is the same';

    create function consultation_runs(w works) returns boolean language sql stable as $$
      select w.status in ('submitted','in_coordination')
    $$;
    comment on function consultation_runs is 'whether the last round of consultation on a works still decides something';

    create function hold_consulted(works uuid) returns table (status text, round smallint)
    language sql volatile security definer set search_path = public, pg_temp as $$
      select w.status, w.rounds from works w
      where w.id = works and exists (
        select 1 from consultation c
        where c.works_id = works and c.agency_id = nullif(current_setting('nasaq.agency', true), '')::uuid)
      for update
    $$;
    comment on function hold_consulted is
      'whoever is asked may not write the works, and with it not lock it: nothing may move under an answer';
    revoke execute on function hold_consulted(uuid) from public;
    grant execute on function hold_consulted(uuid) to nasaq_app;

    create function works_heard(works uuid, event text, at timestamptz, reason text, told jsonb) returns integer
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
    declare
      seen integer;
    begin
      if event not in ('answer','extend') or not exists (
                     select 1 from consultation c join works w on w.id = c.works_id and w.rounds = c.round
                     where c.works_id = works and c.agency_id = nullif(current_setting('nasaq.agency', true), '')::uuid) then
        raise exception 'nobody asked this organisation' using errcode = 'insufficient_privilege';
      end if;
      update works w set version = w.version + 1, updated_at = works_heard.at
      where w.id = works and consultation_runs(w) returning w.version into seen;
      if seen is null then return null; end if;
      insert into works_history (works_id, version, event, at, user_id, reason, before, after)
      values (works, seen, event, works_heard.at, nullif(current_setting('nasaq.user', true), '')::uuid, reason, '{}', told);
      return seen;
    end $$;
    comment on function works_heard is
      'a new version of a works of somebody else: who decides has to see what was answered; null where it is decided already';
    revoke execute on function works_heard(uuid, text, timestamptz, text, jsonb) from public;
    grant execute on function works_heard(uuid, text, timestamptz, text, jsonb) to nasaq_app;

    grant select, insert, update on ${tables.join(', ')} to nasaq_app;
    revoke update on consultation, permit, waiver from nasaq_app;
    grant update (answer, deemed, conditions, reason, answered_at, answered_by, due_at, extended_at, extension_reason,
                  overruled_at, overruled_by, overruled_reason) on consultation to nasaq_app;
    revoke insert, update on violation from nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy permits_${n} on ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on consultation
      for each statement execute function tell_change('consultations');
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger permit_unblocked on works;
    drop trigger waived_by_office on conflict;
    drop function refuse_bare_waiver();
    drop function hold_consulted(uuid);
    drop function consultation_runs(works);
    drop function refuse_blocked_permit();
    drop function works_fingerprint(works);
    drop function works_heard(uuid, text, timestamptz, text, jsonb);
    drop table violation, permit, permit_series, waiver, consultation;
    alter table conflict drop constraint conflict_state;
    drop index works_permitted;
    alter table works drop column submitted_at, drop column review_due_at, drop column rounds,
      drop column notified_at, drop column emergency_ground;
    alter table organisation drop column asked_on_traffic, drop column silence_approves;
  `)
}
