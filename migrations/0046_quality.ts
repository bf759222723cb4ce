import type { Knex } from 'knex'

/**
 * The quality score of whoever digs, owns or tests works: one for each month, made by time alone and kept. What an appeal
 * takes out makes a new revision of the last month; what was said before stays.
 *
 * Every agency sees the scores; what they are made of, whoever is scored and the office.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const ground = "(select current_setting('nasaq.ground', true))"
const office = `${role} in ('planner','inspector','admin') and ${ground} <> ''`

const policies = [
  `quality_month for select using (${plans})`,
  `quality_score for select using (${plans})`,
  `quality_parts for select using (${plans} and (party_id = ${agency} or ${office}))`,
  `quality_appeal for select using (${plans} and (party_id = ${agency} or ${office}))`,
  `quality_appeal for insert with check (
     state = 'open' and party_id = ${agency} and ${role} in ('utility','contractor','consultant','planner','admin'))`,
]
const tables = [...new Set(policies.map((policy) => policy.split(' ')[0] as string))]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table quality_month (
      month date primary key check (extract(day from month) = 1),
      scored_at timestamptz not null
    );
    comment on table quality_month is 'months whose scores are made: each once, whoever comes to it';

    create table quality_appeal (
      id uuid primary key,
      party_id uuid not null references organisation,
      party_kind text not null check (party_kind in ('contractor','agency','consultant')),
      month date not null references quality_month,
      part text not null,
      case_kind text not null check (case_kind in ('inspection','defect','sample','works','violation','report')),
      case_id uuid not null,
      case_number text not null,
      reason text not null,
      made_by uuid references app_user,
      made_at timestamptz not null,
      state text not null default 'open' check (state in ('open','excluded','kept')),
      decided_by uuid references app_user,
      decided_at timestamptz,
      decision_reason text,
      unique (party_id, party_kind, part, case_id),
      check ((state = 'open') = (decided_at is null)),
      check ((decided_at is null) = (decision_reason is null)),
      check (decided_by is null or decided_by is distinct from made_by)
    );
    comment on table quality_appeal is 'of one case in one part there is one appeal: what was decided is decided';
    create index quality_appeal_newest on quality_appeal (made_at desc, id desc);
    create index quality_appeal_out on quality_appeal (party_id, part, case_id) where state = 'excluded';

    create table quality_score (
      party_id uuid not null references organisation,
      party_kind text not null check (party_kind in ('contractor','agency','consultant')),
      month date not null references quality_month,
      revision smallint not null check (revision > 0),
      score double precision check (score between 0 and 100),
      cases integer not null,
      made_at timestamptz not null,
      appeal_id uuid references quality_appeal,
      primary key (party_id, party_kind, month, revision)
    );
    comment on column quality_score.score is 'null where there are too few cases to say';
    comment on column quality_score.appeal_id is 'what made another of it';
    create index quality_league on quality_score (month, party_kind, score desc nulls last, party_id);

    create table quality_parts (
      party_id uuid not null,
      party_kind text not null,
      month date not null,
      revision smallint not null,
      parts jsonb not null,
      primary key (party_id, party_kind, month, revision),
      foreign key (party_id, party_kind, month, revision) references quality_score on delete cascade
    );

    create function defect_cells(west float8, south float8, east float8, north float8, metres float8)
      returns table (x bigint, y bigint, defects integer, grave integer)
    language sql stable security definer set search_path = public, pg_temp as $$
      select floor(ST_X(c.spot) / metres)::bigint, floor(ST_Y(c.spot) / metres)::bigint, count(*)::integer,
             (count(*) filter (where c.severity = 'high'))::integer
      from (
        select d.severity, ST_Centroid(d.place_3857) as spot from defect d
        where d.state <> 'withdrawn' and d.place && ST_MakeEnvelope(west, south, east, north, 4326)
      ) c
      where current_setting('nasaq.plans', true) = 'yes'
      group by 1, 2
    $$;
    comment on function defect_cells is 'how many defects lie in each cell of the web''s metres: numbers, and nobody''s';
    revoke execute on function defect_cells(float8, float8, float8, float8, float8) from public;
    grant execute on function defect_cells(float8, float8, float8, float8, float8) to nasaq_app;

    grant select on ${tables.join(', ')} to nasaq_app;
    grant insert on quality_appeal to nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy quality_${n} on ${policy};`).join('\n')}
    ${['quality_score', 'quality_appeal']
      .map(
        (table) => `create trigger change_told after insert or update or delete or truncate on ${table}
          for each statement execute function tell_change('quality');`,
      )
      .join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop function defect_cells(float8, float8, float8, float8, float8);
    drop table quality_parts, quality_score, quality_appeal, quality_month;
  `)
}
