import type { Knex } from 'knex'

/**
 * Coordination meetings. Whoever calls one freezes its agenda, in both languages and with its numbers, so that the pack that lay on
 * the table can be printed again. Items are only ever told what came of them; once the minutes are closed nothing changes any more.
 *
 * What is spoken about between some agencies is theirs here too: their cases, and what was decided on them. Others see the number.
 * So does an office whose ground the meeting touches, of what lies on the ground of others; the one that writes the minutes reads all.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const office = `${role} in ('planner','admin')`
const touched = `${office} and (${everywhere} or municipality_ids && ${ground})`
/** Of the office that holds most of its ground. */
const held = `${office} and (${everywhere} or municipality_ids[1] = any (${ground}))`
/** Charges and decisions are read by whoever applies for works, cases by everybody of an agency; what it is left with, too. */
const party = `${agency} = settler_id or ${agency} = any (named_ids)
  or ${agency} = any (party_ids) and (point = 'cases' or ${role} in ('planner','utility','admin'))`
/** Of where the item lies; `m` is its meeting. */
const placed = `${office} and (${everywhere} or meeting_item.municipality_ids && ${ground} or m.municipality_ids[1] = any (${ground}))`
const ofMeeting = (condition: string) => `exists (select 1 from meeting m where m.id = meeting_id and (${condition}))`

const policies = [
  `meeting for select using (${plans} and (${agency} = agency_id or ${agency} = any (agency_ids) or ${touched}))`,
  `meeting for insert with check (state = 'called' and ${held})`,
  `meeting for update using (state = 'called' and ${held}) with check (${held})`,
  `meeting_item for select using (${ofMeeting(`not is_between or ${party} or ${placed}`)})`,
  `meeting_item for insert with check (outcome is null and ${ofMeeting(`meeting_item.number <= m.items and m.state = 'called' and ${held}`)})`,
  `meeting_item for update using (${ofMeeting(`m.state = 'called' and ${held}`)})`,
]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create sequence meeting_number;
    create table meeting (
      id uuid primary key,
      number text not null unique default 'M-' || lpad(nextval('meeting_number')::text, 4, '0'),
      agency_id uuid not null references organisation,
      municipality_ids uuid[] not null check (cardinality(municipality_ids) > 0),
      agency_ids uuid[] not null,
      quarter text not null check (quarter ~ '^20\\d\\d-Q[1-4]$'),
      area_ar text,
      area_en text,
      held_on date not null,
      frozen jsonb not null,
      items integer not null check (items >= 0),
      called_at timestamptz not null,
      called_by uuid references app_user,
      chair text,
      note text,
      attendance jsonb not null default '[]',
      state text not null check (state in ('called','closed','cancelled')),
      ended_at timestamptz,
      ended_by uuid references app_user,
      end_reason text,
      version integer not null default 1,
      check ((area_ar is null) = (area_en is null)),
      check ((state = 'called') = (ended_at is null)),
      check (state <> 'cancelled' or end_reason is not null)
    );
    create index meeting_newest on meeting (held_on desc, id desc);
    comment on column meeting.municipality_ids is 'what its ground touches, the one that holds most of it first';
    comment on column meeting.agency_ids is 'agencies with works on its agenda, those who were asked beside them, and those who came';
    comment on column meeting.frozen is 'the pack without its items, by language: as it was when the meeting was called';

    create table meeting_item (
      meeting_id uuid not null references meeting,
      number integer not null check (number > 0),
      point text not null,
      is_between boolean not null,
      party_ids uuid[] not null,
      named_ids uuid[] not null,
      municipality_ids uuid[] not null,
      content jsonb not null,
      shape jsonb,
      outcome text check (outcome in ('agreed','to_settle','no_action')),
      words text,
      settler_id uuid references organisation,
      settle_by date,
      revision integer not null default 0,
      noted_at timestamptz,
      noted_by uuid references app_user,
      primary key (meeting_id, number),
      check (outcome is distinct from 'agreed' or words is not null),
      check (outcome is distinct from 'to_settle' or words is not null and settler_id is not null and settle_by is not null),
      check (outcome = 'to_settle' or settler_id is null and settle_by is null)
    );
    comment on column meeting_item.is_between is 'told to its parties and to offices of its ground alone';
    comment on column meeting_item.party_ids is 'whose works it is about';
    comment on column meeting_item.named_ids is 'agencies that it names beside them: whom an earlier meeting left it to';
    comment on column meeting_item.municipality_ids is 'what its works touch, or the thing itself where it is about none';
    comment on column meeting_item.content is 'the item as it was when the meeting was called, by language';

    grant select, insert on meeting, meeting_item to nasaq_app;
    grant update (held_on, agency_ids, chair, note, attendance, state, ended_at, ended_by, end_reason, version) on meeting to nasaq_app;
    grant update (outcome, words, settler_id, settle_by, revision, noted_at, noted_by) on meeting_item to nasaq_app;
    grant usage on sequence meeting_number to nasaq_app;
    alter table meeting enable row level security;
    alter table meeting_item enable row level security;
    ${policies.map((policy, n) => `create policy meeting_${n} on ${policy};`).join('\n')}
    ${['meeting', 'meeting_item']
      .map(
        (table) => `create trigger change_told after insert or update or delete or truncate on ${table}
          for each statement execute function tell_change('meetings');`,
      )
      .join('\n')}
  `)
}

/** What was told of them goes with them: a service that knows none could not read it. */
export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from happening where source = 'told' and content #>> '{subject,type}' = 'meeting';
    delete from webhook_delivery where subject_type = 'meeting';
    delete from notice where subject_type = 'meeting';
    delete from notice_choice where kind like 'meeting\\_%';
    drop table meeting_item, meeting;
    drop sequence meeting_number;
  `)
}
