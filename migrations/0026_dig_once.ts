import type { Knex } from 'knex'

/**
 * Dig once: works that share a trench under a lead, and calls for interest in a stretch of ground. Works of one group do
 * not meet in the register, like those of one project; the database lets a works be in one live group only.
 *
 * No foreign keys to works: they are never deleted, and whoever checks such a key waits for everybody who holds the row
 * of a works and in turn waits for its ground.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const writers = `${role} in ('planner','utility','admin')`
const office = `${role} in ('planner','admin')`
const decided = (lead: string) => `${office} and exists (
  select 1 from works w where w.id = ${lead} and (${everywhere} or w.municipality_id = any (${ground})))`
/** Never dug, and never to be: whoever ends a works may end what it shares. */
const over = (id: string) => `exists (
  select 1 from works w where w.id = ${id} and w.status in ('cancelled','refused','expired'))`
const ownWorks = `exists (select 1 from works w where w.id = works_id and (
  w.agency_id = ${agency} or ${office} and (${everywhere} or w.municipality_ids && ${ground})))`
const answeredForIt = `cause_kind = 'call' and exists (
  select 1 from interest_call c join interest_answer a on a.call_id = c.id
  where c.id = cause_id and c.agency_id = ${agency} and works_id = any (a.works_ids))`

const policies = [
  `works_group for select using (${plans})`,
  `works_group for insert with check (${writers})`,
  `works_group for update using (${writers} and (${decided('lead_id')} or ${over('lead_id')}
     or exists (select 1 from works w where w.id = lead_id and w.agency_id = ${agency})
     or (select count(*) from works_group_member m where m.group_id = works_group.id and m.left_at is null) < 2))`,
  `works_group_member for select using (${plans})`,
  `works_group_member for insert with check (${writers} and (${ownWorks} or ${answeredForIt}))`,
  `works_group_member for update using (${writers} and (${over('works_id')} or writes_in_group(group_id) or exists (
     select 1 from works_group g where g.id = group_id and g.dissolved_at is not null)))`,
  `interest_call for select using (${plans})`,
  `interest_call for insert with check (${writers} and agency_id = ${agency})`,
  `interest_call for update using (${writers} and (agency_id = ${agency}
     or ${office} and (${everywhere} or municipality_ids && ${ground})))`,
  `interest_answer for select using (${plans})`,
  `interest_answer for insert with check (${writers} and agency_id = ${agency})`,
  `interest_answer for update using (${writers} and agency_id = ${agency})`,
]
const tables = ['works_group', 'works_group_member', 'interest_call', 'interest_answer']
const told = { works_group: 'groups', works_group_member: 'groups', interest_call: 'calls', interest_answer: 'calls' }

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table works_group (
      id uuid primary key,
      lead_id uuid not null,
      municipality_ids uuid[] not null,
      currency text not null,
      version integer not null default 1,
      linked_at timestamptz not null,
      linked_by uuid references app_user,
      dissolved_at timestamptz,
      dissolved_by uuid references app_user,
      dissolved_because text check (dissolved_because in ('decided','lead_over','alone')),
      dissolved_reason text,
      check ((dissolved_at is null) = (dissolved_because is null)),
      check (dissolved_because is distinct from 'decided' or dissolved_reason is not null)
    );
    create index works_group_linked on works_group (linked_at, id);
    comment on column works_group.municipality_ids is 'of the works that leads, the one that holds most of it first';

    create table works_group_member (
      group_id uuid not null references works_group,
      works_id uuid not null,
      agency_id uuid not null references organisation,
      cause_kind text not null check (cause_kind in ('case','call')),
      cause_id uuid not null,
      linked_at timestamptz not null,
      left_at timestamptz,
      along_id uuid,
      street_class text,
      shared_metres double precision not null default 0,
      street_days integer not null default 0,
      metres_amount numeric(14,2) not null default 0,
      street_days_amount numeric(14,2) not null default 0,
      mobilisation_amount numeric(14,2) not null default 0,
      counted_from timestamptz,
      primary key (group_id, works_id),
      check (along_id is not null or counted_from is null and shared_metres = 0 and street_days = 0
             and metres_amount + street_days_amount + mobilisation_amount = 0)
    );
    create index works_group_member_counted on works_group_member (counted_from) where left_at is null;
    create unique index works_group_member_once on works_group_member (works_id) where left_at is null;
    comment on column works_group_member.along_id is 'along whose ground it joins the others; null for the lead';
    comment on column works_group_member.shared_metres is
      'what joining saves, by the plans of both and the formula of that day; once one of them is dug it stays as it is';
    comment on column works_group_member.counted_from is
      'since when one period holds the other: only then it saves anything; null while they are planned apart';

    create function writes_in_group(asked uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
      select exists (
        select 1 from works_group_member m join works w on w.id = m.works_id
        where m.group_id = asked
          and (w.agency_id = ${agency} or ${office} and (${everywhere} or w.municipality_ids && ${ground})))
    $$;
    comment on function writes_in_group is 'also of works that have just left: a change of any works of a group reckons anew what all of it saves';

    create table interest_call (
      id uuid primary key,
      agency_id uuid not null references organisation,
      title text not null,
      text text,
      area geometry(Geometry, 4326) not null check (ST_GeometryType(area) in ('ST_Polygon','ST_MultiPolygon')),
      period daterange not null check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
      closes_on date not null,
      municipality_ids uuid[] not null check (cardinality(municipality_ids) > 0),
      asked uuid[] not null,
      proposed uuid[] not null default '{}',
      lead_id uuid,
      version integer not null default 1,
      called_at timestamptz not null,
      called_by uuid references app_user,
      closed_at timestamptz,
      closed_by uuid references app_user,
      closed_reason text,
      group_id uuid references works_group
    );
    create index interest_call_open on interest_call (closes_on, id) where closed_at is null;
    create index interest_call_closed on interest_call (closed_at desc, id desc) where closed_at is not null;
    comment on column interest_call.asked is 'agencies with works in its ground, when it was called';
    comment on column interest_call.proposed is 'works that could share a trench, under lead_id';

    create table interest_answer (
      call_id uuid not null references interest_call,
      agency_id uuid not null references organisation,
      is_interested boolean not null,
      works_ids uuid[] not null default '{}',
      note text,
      revision integer not null default 1,
      answered_at timestamptz not null,
      answered_by uuid references app_user,
      primary key (call_id, agency_id),
      check (is_interested = (cardinality(works_ids) > 0))
    );

    comment on column interest_answer.revision is
      'part of the version of its call: who closes it has seen every answer';

    create index conflict_chance on conflict (overlap_metres desc, works_a, works_b) where kind in ('clash','repeat_dig');

    grant select, insert, update on ${tables.join(', ')} to nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy dig_once_${n} on ${policy};`).join('\n')}
    ${Object.entries(told)
      .map(
        ([table, kind]) => `create trigger change_told after insert or update or delete or truncate on ${table}
          for each statement execute function tell_change('${kind}');`,
      )
      .join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index conflict_chance;
    drop table interest_answer, interest_call, works_group_member, works_group;
    drop function writes_in_group;
  `)
}
