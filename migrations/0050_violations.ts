import type { Knex } from 'knex'
import { notedViolations, unnotedViolations, violationFunctions } from './0050_violation_functions.ts'

/**
 * A violation becomes a case of its own: which article, from what cause, who answers for it, what it costs and why so
 * much, time to mend, objection and decision. The fine is a fee like any other, so that there is one way to pay here; it
 * names who has to pay it. The database itself refuses an objection that is decided by whoever issued the violation, and
 * a lower fine by anybody but an office.
 *
 * What was recorded before there were fines stays, as noted: nobody is asked for money after the fact.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const office = `${role} in ('planner','admin')`
const decided = `${office} and exists (
  select 1 from works w where w.id = works_id and (${everywhere} or w.municipality_id = any (${ground})))`
const inspected = `${role} in ('planner','inspector','admin') and exists (
  select 1 from works w where w.id = works_id and (${everywhere} or w.municipality_ids && ${ground}))`
const ofOwnWorks = `exists (select 1 from works w where w.id = works_id and w.agency_id = ${agency})`
const liable = `liable_id = ${agency} and ${role} in ('planner','utility','contractor','admin')`
const seenViolation = 'exists (select 1 from violation v where v.id = violation_id)'

const policies = [
  // what is only proposed, or was never more, is nothing to those whom it would concern
  `violation for select using (
     ${plans} and (${inspected} or (number is not null or state = 'noted') and (liable_id = ${agency} or ${ofOwnWorks})))`,
  `violation for insert with check (${decided})`,
  `violation for update using (${decided})`,
  `violation for update using (${liable}) with check (${liable} and state in ('claimed','objected','due'))`,
  `violation_series for all using (${office})`,
  `violation_photo for select using (${seenViolation})`,
  `violation_photo for insert with check (${seenViolation} and user_id is not distinct from ${user})`,
  'photo for select using (exists (select 1 from violation_photo v where v.photo_id = photo.id))',
  `fee for select using (payer_id = ${agency})`,
  // whoever takes a violation as it is asks for the fine themselves, and for all of it
  `fee for insert with check (payer_id = ${agency} and kind = 'fine' and state = 'due' and exists (
     select 1 from violation v where v.id = violation_id and v.liable_id = payer_id and v.state = 'due' and v.amount = fee.amount))`,
]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table violation_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );

    drop policy permits_6 on violation;
    alter table violation
      drop constraint violation_article_check,
      drop constraint violation_works_id_article_key,
      add column version integer not null default 1,
      add column number text unique,
      add column words jsonb,
      add column cause text check (cause in ('inspection','office','clock')),
      add column cause_key text unique,
      add column note text,
      add column inspection_id uuid,
      add column item_code text,
      add column defect_id uuid references defect,
      add column liable text check (liable in ('owner','contractor')),
      add column liable_id uuid references organisation,
      add column amount bigint check (amount >= 0),
      add column currency text check (currency ~ '^[A-Z]{3}$'),
      add column formula jsonb,
      add column state text check (state in
        ('proposed','warned','claimed','issued','objected','due','paid','remedied','withdrawn','noted')),
      add column proposed_by uuid references app_user,
      add column issued_by uuid references app_user,
      add column issued_at timestamptz,
      add column grace_until timestamptz,
      add column claim text,
      add column claimed_at timestamptz,
      add column object_until timestamptz,
      add column objection text,
      add column objected_at timestamptz,
      add column objected_by uuid references app_user,
      add column decide_by timestamptz,
      add column decision text check (decision in ('upheld','reduced','withdrawn')),
      add column decided_at timestamptz,
      add column decided_by uuid references app_user,
      add column decision_reason text,
      add column due_at timestamptz,
      add column ended_at timestamptz,
      add column ended_by uuid references app_user,
      add column end_reason text;

    update violation v
    set cause = 'clock', liable = 'owner', liable_id = w.agency_id, amount = 0, currency = 'NIL', state = 'noted', ended_at = v.at,
        words = jsonb_build_object('ar', v.article, 'en', v.article), cause_key = v.article || ' ' || v.works_id
    from works w where w.id = v.works_id;

    alter table violation
      alter column words set not null,
      alter column cause set not null,
      alter column cause_key set not null,
      alter column liable set not null,
      alter column liable_id set not null,
      alter column amount set not null,
      alter column currency set not null,
      alter column state set not null,
      add check (article ~ '^[a-z][a-z0-9_]{0,39}$'),
      add check (state in ('proposed','withdrawn','noted') or number is not null),
      add check (state not in ('warned','claimed') or grace_until is not null),
      add check (state <> 'claimed' or claim is not null and claimed_at is not null),
      add check (state <> 'issued' or object_until is not null),
      add check (state <> 'objected' or objection is not null and objected_at is not null and decide_by is not null),
      add check (state not in ('due','paid') or due_at is not null),
      add check ((ended_at is not null) = (state in ('paid','remedied','withdrawn','noted'))),
      add check ((decision is null) = (decided_at is null) and (decision is null) = (decision_reason is null)),
      add constraint violation_judged_by_another check (
        decided_by is null or decided_by is distinct from issued_by and decided_by is distinct from proposed_by);
    comment on table violation is 'what went against the regulation: its article, who answers for it, what it costs, what became of it';
    comment on column violation.cause_key is 'of one cause it is issued once, whoever comes to it';
    comment on column violation.words is 'of the article, as it was then';
    comment on column violation.formula is 'what the amount was reckoned from, as the rates were then';
    comment on column violation.proposed_by is 'the inspector whose visit it follows from';
    create index violation_works on violation (works_id, at);
    create index violation_newest on violation (at desc, id desc);
    create index violation_liable on violation (liable_id, at desc, id desc);
    create index violation_grace on violation (grace_until) where state = 'warned';
    create index violation_objection_over on violation (object_until) where state = 'issued';

    create table violation_photo (
      violation_id uuid not null references violation on delete cascade,
      photo_id uuid not null references photo,
      purpose text not null check (purpose in ('evidence','claim','objection')),
      at timestamptz not null,
      user_id uuid references app_user,
      primary key (violation_id, photo_id)
    );
    create index violation_photo_photo on violation_photo (photo_id);

    alter table fee
      drop constraint fee_kind_check,
      drop constraint fee_amendment_check,
      add constraint fee_kind_check check (kind in ('permit','extension','amendment','fine')),
      add constraint fee_amendment_check check ((amendment is null) = (kind in ('permit','fine'))),
      add column violation_id uuid references violation on delete cascade,
      add column payer_id uuid references organisation,
      add constraint fee_fine check ((kind = 'fine') = (violation_id is not null) and (kind = 'fine') = (payer_id is not null));
    comment on column fee.payer_id is 'who pays a fine; every other fee is whose works it is';
    drop index fee_open;
    create unique index fee_open on fee (works_id, kind) where state in ('due','failed') and violation_id is null;
    create unique index fee_of_violation on fee (violation_id) where violation_id is not null and state <> 'void';
    ${violationFunctions}
    grant select, insert on violation_photo to nasaq_app;
    grant select, insert, update on violation, violation_series to nasaq_app;
    ${['violation_series', 'violation_photo'].map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy violations_${n} on ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on violation
      for each statement execute function tell_change('violations');
    ${notedViolations}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${unnotedViolations}
    ${policies.map((policy, n) => `drop policy violations_${n} on ${policy.split(' ')[0]};`).join('\n')}
    drop trigger change_told on violation;
    drop trigger violation_fair on violation;
    drop function refuse_own_leniency(), violation_priors(uuid, text, timestamptz, timestamptz), violation_counts(uuid[], timestamptz);
    delete from fee where kind = 'fine';
    drop index fee_open, fee_of_violation;
    alter table fee
      drop constraint fee_fine,
      drop constraint fee_kind_check,
      drop constraint fee_amendment_check,
      add constraint fee_kind_check check (kind in ('permit','extension','amendment')),
      add constraint fee_amendment_check check ((amendment is null) = (kind = 'permit')),
      drop column violation_id,
      drop column payer_id;
    create unique index fee_open on fee (works_id, kind) where state in ('due','failed');
    drop table violation_photo, violation_series;
    create table former_violation as select id, works_id, article, at from violation where article = 'emergency_filed_late';
    drop table violation;
    create table violation (
      id uuid primary key,
      works_id uuid not null references works on delete cascade,
      article text not null check (article in ('emergency_filed_late')),
      at timestamptz not null,
      unique (works_id, article)
    );
    comment on table violation is 'what went against the regulation, each once for a works; written by time alone';
    insert into violation select * from former_violation on conflict do nothing;
    drop table former_violation;
    grant select on violation to nasaq_app;
    alter table violation enable row level security;
    create policy permits_6 on violation for select using (${plans} and exists (select 1 from works w where w.id = works_id));
  `)
}
