import type { Knex } from 'knex'

/**
 * What was found wrong with the ground of a works: what, where and until when it is mended, and by whom. Its own row
 * says where it stands; its history how it came there, with the photos that were sent.
 *
 * It is seen by whose works it is, by whoever digs it, and by the office and the inspectors of its ground: to others,
 * and to other contractors, it is not there. It is written by the owner's door alone, after the policy was asked: what
 * follows from a mend (a visit) is written where no contractor may write.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"

const policies = [
  `defect for select using (${plans} and (agency_id = ${agency} or contractor_id = ${agency}
     or ${role} in ('planner','inspector','admin') and (${everywhere} or municipality_ids && ${ground})))`,
  'defect_history for select using (exists (select 1 from defect d where d.id = defect_id))',
  'photo for select using (exists (select 1 from defect_history h where h.photo_id = photo.id))',
]
const tables = ['defect', 'defect_history', 'defect_series']

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table defect_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );

    create table defect (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      number text not null unique,
      works_id uuid not null references works on delete cascade,
      inspection_id uuid references inspection,
      sample_id uuid,
      item_code text,
      kind text not null
        check (kind in ('site_safety','backfill','final','guarantee','investigation','laboratory')),
      severity text not null check (severity in ('high','low')),
      text_ar text not null,
      text_en text not null,
      note text,
      place geometry(Geometry, 4326) not null
        check (ST_GeometryType(place) in ('ST_Point','ST_LineString') and ST_NPoints(place) <= 10000),
      place_3857 geometry(Geometry, 3857) generated always as (ST_Transform(place, 3857)) stored,
      municipality_ids uuid[] not null check (cardinality(municipality_ids) > 0),
      agency_id uuid not null references organisation,
      contractor_id uuid references organisation,
      state text not null default 'open' check (state in ('open','mended','verified','withdrawn')),
      opened_at timestamptz not null,
      due_on date not null,
      answer text check (answer in ('accepted','disputed','joint_visit')),
      answer_due_at timestamptz not null,
      answered_at timestamptz,
      answer_reason text,
      is_deemed boolean not null default false,
      proposed_days date[],
      agreed_day date,
      decided_at timestamptz,
      decision_reason text,
      is_contested boolean not null generated always as
        (coalesce(answer in ('disputed','joint_visit') and decided_at is null and state in ('open','mended'), false)) stored,
      mended_at timestamptz,
      rejections smallint not null default 0,
      ended_at timestamptz,
      version integer not null default 1,
      updated_at timestamptz not null,
      check ((answer is null) = (answered_at is null)),
      check (not is_deemed or answer = 'accepted'),
      check (answer is distinct from 'disputed' or answer_reason is not null),
      check (answer is distinct from 'joint_visit' or cardinality(proposed_days) > 0),
      check (agreed_day is null or answer = 'joint_visit'),
      check ((decided_at is null) = (decision_reason is null)),
      check (state <> 'mended' or mended_at is not null),
      check ((state in ('verified','withdrawn')) = (ended_at is not null))
    );
    comment on column defect.contractor_id is 'whoever dug when it was found, whoever digs there later';
    comment on column defect.is_contested is 'its days do not count until that is decided';
    comment on column defect.mended_at is 'when the last mend was reported; null again where that was turned down';
    create unique index defect_item on defect (inspection_id, item_code) where inspection_id is not null;
    create index defect_works on defect (works_id, due_on, id);
    create index defect_agency on defect (agency_id, due_on, id);
    create index defect_contractor on defect (contractor_id, due_on, id) where contractor_id is not null;
    create index defect_due on defect (due_on, id);
    create index defect_ground on defect using gin (municipality_ids);
    create index defect_unsettled on defect (works_id) where state in ('open','mended');
    create index defect_silent on defect (answer_due_at) where answer is null and state = 'open';
    create index defect_place on defect using gist (place);
    create index defect_place_3857 on defect using gist (place_3857) where state in ('open','mended');

    create table defect_history (
      defect_id uuid not null references defect on delete cascade,
      version integer not null,
      event text not null,
      at timestamptz not null,
      user_id uuid references app_user,
      agency_id uuid references organisation,
      reason text,
      told jsonb not null default '{}',
      photo_id uuid references photo,
      photo_distance_metres double precision,
      primary key (defect_id, version)
    );
    comment on column defect_history.agency_id is 'for whom the person acted; null for time';
    alter table visit add constraint visit_defect_id_fkey foreign key (defect_id) references defect;
    create index defect_history_photo on defect_history (photo_id) where photo_id is not null;

    grant select on defect, defect_history to nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy defects_${n} on ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on defect
      for each statement execute function tell_change('defects');
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop policy defects_2 on photo;
    alter table visit drop constraint visit_defect_id_fkey;
    drop table defect_history, defect, defect_series;
  `)
}
