import type { Knex } from 'knex'

/**
 * What changes after submission: each amendment with its before and after, in effect at once or proposed until the office
 * has decided, and what a permit has been extended by.
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
const changedWorks = `${writers} and exists (
  select 1 from works w where w.id = works_id
    and (w.agency_id = ${agency} or ${office} and (${everywhere} or w.municipality_ids && ${ground})))`

const policies = [
  `amendment for select using (${plans} and ${seenWorks})`,
  `amendment for insert with check (${changedWorks})`,
  `amendment for update using (state = 'proposed' and (${changedWorks})) with check (${changedWorks})`,
  `permit for update using (${decidedWorks})`,
  `overrun for select using (${plans} and ${seenWorks})`,
  // what an accepted extension covers is no overrun any more; time counts the rest anew
  `overrun for delete using (${decidedWorks})`,
  'resident_notice for select using (true)',
  `resident_notice for insert with check (${decidedWorks})`,
  `resident_notice for delete using (${decidedWorks})`,
]

const tables = ['amendment', 'overrun', 'resident_notice']

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table amendment (
      id uuid primary key,
      works_id uuid not null references works on delete cascade,
      number integer not null check (number > 0),
      state text not null check (state in ('in_effect','proposed','declined','withdrawn')),
      cause text not null check (cause in ('applicant','extension','case')),
      case_id uuid,
      reason text not null,
      before jsonb not null,
      after jsonb not null,
      extension_days integer check (extension_days > 0),
      round smallint,
      version_before integer not null,
      version_after integer,
      asked_by uuid references app_user,
      asked_at timestamptz not null,
      decided_by uuid references app_user,
      decided_at timestamptz,
      decision_reason text,
      unique (works_id, number),
      check ((case_id is not null) = (cause = 'case')),
      check ((extension_days is not null) = (cause = 'extension')),
      check ((version_after is not null) = (state = 'in_effect')),
      check (state not in ('proposed') or decided_at is null)
    );
    create unique index amendment_open on amendment (works_id) where state = 'proposed';
    comment on column amendment.before is 'of what was changed only, as on the wire';
    comment on column amendment.round is 'of the consultation on it, before the office decides';
    comment on column amendment.version_before is 'the version of the works that whoever asked had seen';

    create or replace function consultation_runs(w works) returns boolean language sql stable as $$
      select w.status in ('submitted','in_coordination')
        or w.status in ('permitted','in_progress','suspended') and exists (
             select 1 from amendment a where a.works_id = w.id and a.state = 'proposed' and a.round = w.rounds)
    $$;

    alter table permit
      add column extensions smallint not null default 0,
      add column extension_days integer not null default 0;
    comment on column permit.extensions is 'how often it was extended; its fee hangs on it';

    create function refuse_blocked_change() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if not new.is_emergency and exists (
           select 1 from conflict where works_a = new.works_id and severity = 'blocking' and state <> 'waived'
           union all
           select 1 from conflict where works_b = new.works_id and severity = 'blocking' and state <> 'waived') then
        raise exception 'permit % meets others', new.number using errcode = 'check_violation', constraint = 'permit_unblocked';
      end if;
      return new;
    end $$;
    comment on function refuse_blocked_change is 'other days are a new grant: no more over an open blocking finding than the first';
    create trigger permit_days_unblocked before update of valid on permit for each row
      when (new.valid is distinct from old.valid) execute function refuse_blocked_change();

    create table overrun (
      works_id uuid primary key references works on delete cascade,
      first_day date not null,
      counted_to date not null check (counted_to >= first_day),
      days integer not null check (days >= 0),
      charge numeric(12,2) not null check (charge >= 0),
      currency text not null
    );
    comment on table overrun is 'days past a permit on which the ground was open; counted by time alone';

    create table resident_notice (
      works_id uuid not null references works on delete cascade,
      starts_on date not null,
      written_at timestamptz not null,
      text_ar text not null,
      text_en text not null,
      area geometry(Geometry, 4326) not null,
      primary key (works_id, starts_on)
    );
    comment on table resident_notice is 'what residents are told before works begin, once for each start; written by time, and anew where the permit changes';

    alter table works add column filing_settled boolean not null default false;
    comment on column works.filing_settled is 'of an emergency: that it was filed in time, or late, has been looked at';
    drop index works_notified;
    create index works_unsettled on works (notified_at) where notified_at is not null and not filing_settled;
    create index works_by_end on works (upper(period)) where status in ('permitted','in_progress','suspended','reinstated');

    grant select, insert on amendment to nasaq_app;
    grant update (state, version_after, decided_by, decided_at, decision_reason) on amendment to nasaq_app;
    grant update (valid, conditions, extensions, extension_days) on permit to nasaq_app;
    grant select, delete on overrun to nasaq_app;
    grant select, insert, delete on resident_notice to nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy amendments_${n} on ${policy};`).join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    revoke update (valid, conditions, extensions, extension_days) on permit from nasaq_app;
    drop policy amendments_3 on permit;
    drop trigger permit_days_unblocked on permit;
    drop function refuse_blocked_change();
    create or replace function consultation_runs(w works) returns boolean language sql stable as $$
      select w.status in ('submitted','in_coordination')
    $$;
    alter table permit drop column extensions, drop column extension_days;
    drop index works_by_end;
    drop index works_unsettled;
    create index works_notified on works (notified_at) where notified_at is not null;
    alter table works drop column filing_settled;
    drop table resident_notice, overrun, amendment;
  `)
}
