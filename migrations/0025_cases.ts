import type { Knex } from 'knex'
import { caseFunctions } from './0025_case_functions.ts'

/**
 * Coordination cases: what owners of works that meet say to each other, propose, agree on, or have decided for them. The
 * register is the source: a pair of works is in one case and never in two, whoever files it and however many at once.
 *
 * Cases are filed and ended by functions of the owner: whoever submits a works files a case that also binds somebody
 * else. No foreign keys to works: checking one waits for whoever holds the row of that works, and they may wait for our
 * ground. What a case carries out is done by the owner's door too, since no party alone may move the works of all. The role
 * of requests reads the cases of its organisation or its ground, and says something there.
 */
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"

const tables = ['coordination_case', 'case_works', 'case_pair', 'case_party', 'case_message', 'case_proposal', 'case_answer'] // biome-ignore format: one line

const policies = [
  'coordination_case for select using (sees_case(id))',
  ...['case_works', 'case_pair', 'case_party', 'case_message', 'case_proposal'].map(
    (table) => `${table} for select using (sees_case(case_id))`,
  ),
  'case_answer for select using (exists (select 1 from case_proposal p where p.id = proposal_id))',
  `case_message for insert with check (
     ${role} in ('planner','utility','admin') and sees_case(case_id) and user_id is not distinct from ${user})`,
  'photo for select using (exists (select 1 from case_message m where m.photo_id = photo.id))',
]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table case_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );

    create table coordination_case (
      id uuid primary key,
      number text not null unique,
      region_id text not null,
      municipality_ids uuid[] not null,
      cause_works_id uuid not null,
      state text not null check (state in ('open','escalated','agreed','settled','closed')),
      waits_for uuid[] not null,
      opened_at timestamptz not null,
      opened_by uuid references app_user,
      due_at timestamptz,
      last_due_at timestamptz not null,
      escalated_at timestamptz,
      reopened_at timestamptz,
      ended_at timestamptz,
      ended_by text check (ended_by in ('agreed','decided','cleared','withdrawn','waived')),
      decided_by uuid references app_user,
      reason text,
      version integer not null default 1,
      check ((ended_at is null) = (state not in ('settled','closed'))),
      check ((ended_at is null) = (ended_by is null)),
      check ((due_at is null) = (state not in ('open','agreed')))
    );
    create index case_due on coordination_case (due_at, id) where state in ('open','agreed');
    create index case_list on coordination_case (opened_at desc, id);
    create index case_live on coordination_case (id) where state in ('open','escalated','agreed');
    comment on table coordination_case is 'works of different owners that meet, until they agree or the office decides';
    comment on column coordination_case.municipality_ids is 'those that its works touch; the one whose office decides first';
    comment on column coordination_case.cause_works_id is 'the later one: whoever caused it proposes first';
    comment on column coordination_case.waits_for is 'the organisations whose turn it is';
    comment on column coordination_case.last_due_at is 'it never waits longer than that, whatever is proposed and countered';

    create table case_works (
      case_id uuid not null references coordination_case on delete cascade deferrable initially deferred,
      works_id uuid not null,
      primary key (case_id, works_id)
    );
    create index case_works_works on case_works (works_id);

    create table case_pair (
      works_a uuid not null,
      works_b uuid not null,
      case_id uuid not null references coordination_case on delete cascade deferrable initially deferred,
      primary key (works_a, works_b),
      check (works_a < works_b)
    );
    create index case_pair_case on case_pair (case_id);
    comment on table case_pair is 'which case a pair of works belongs to, for good: where it comes back, the case does';

    create table case_party (
      case_id uuid not null references coordination_case on delete cascade deferrable initially deferred,
      agency_id uuid not null references organisation,
      primary key (case_id, agency_id)
    );
    create index case_party_agency on case_party (agency_id);

    create table case_message (
      id uuid primary key,
      case_id uuid not null references coordination_case on delete cascade,
      agency_id uuid references organisation,
      user_id uuid references app_user,
      at timestamptz not null,
      text text not null,
      sketch geometry(Geometry, 4326),
      photo_id uuid references photo
    );
    create index case_message_case on case_message (case_id, at);
    create index case_message_photo on case_message (photo_id) where photo_id is not null;

    create table case_proposal (
      id uuid primary key,
      case_id uuid not null references coordination_case on delete cascade,
      agency_id uuid references organisation,
      by_office boolean not null,
      user_id uuid references app_user,
      at timestamptz not null,
      measure jsonb not null,
      note text,
      trial jsonb not null,
      state text not null check (state in ('open','replaced','rejected','countered','accepted','decided','dropped')),
      check (by_office or agency_id is not null)
    );
    create index case_proposal_case on case_proposal (case_id, at);
    create unique index case_proposal_open on case_proposal (case_id) where state = 'open';
    comment on column case_proposal.trial is 'what a re-assessment with it found; it is made again before it is carried out';

    create table case_answer (
      proposal_id uuid not null references case_proposal on delete cascade,
      agency_id uuid not null references organisation,
      answer text not null check (answer in ('accept','reject','counter')),
      reason text,
      user_id uuid references app_user,
      at timestamptz not null,
      primary key (proposal_id, agency_id),
      terms text,
      check (answer = 'accept' or reason is not null),
      check ((answer = 'accept') = (terms is not null))
    );
    comment on column case_answer.terms is 'a fingerprint of the works that were accepted: what is another lapses';

    alter table waiver add column conditions jsonb not null default '[]';
    comment on column waiver.conditions is 'on which it was waived: they become conditions of the permits';
  `)
  await db.raw(caseFunctions)
  await db.raw(`
    revoke execute on function sees_case(uuid), unfiled_pairs(uuid[], integer), end_cases(uuid[], timestamptz),
      file_pair(uuid, uuid, timestamptz, timestamptz, timestamptz, uuid, integer, uuid) from public;
    grant execute on function sees_case(uuid), unfiled_pairs(uuid[], integer), end_cases(uuid[], timestamptz),
      file_pair(uuid, uuid, timestamptz, timestamptz, timestamptz, uuid, integer, uuid) to nasaq_app;
    grant select on ${tables.join(', ')} to nasaq_app;
    grant insert on case_message to nasaq_app;
    ${[...tables, 'case_series'].map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy cases_${n} on ${policy};`).join('\n')}
    ${['coordination_case', 'case_message', 'case_proposal', 'case_answer']
      .map(
        (table) => `create trigger change_told after insert or update or delete or truncate on ${table}
          for each statement execute function tell_change('cases');`,
      )
      .join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${policies.map((policy, n) => `drop policy cases_${n} on ${policy.split(' ')[0]};`).join('\n')}
    drop function file_pair(uuid, uuid, timestamptz, timestamptz, timestamptz, uuid, integer, uuid);
    drop function end_cases(uuid[], timestamptz);
    drop function unfiled_pairs(uuid[], integer);
    drop function sees_case(uuid);
    alter table waiver drop column conditions;
    drop table case_answer, case_proposal, case_message, case_party, case_pair, case_works, coordination_case, case_series;
  `)
}
