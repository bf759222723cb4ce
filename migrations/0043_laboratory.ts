import type { Knex } from 'knex'

/**
 * Samples of what was put back into the ground, and what laboratories measured. A result is never edited, by nobody: a later one
 * takes its place and says why. What stands of a sample is written by its results alone (`sample_result_stands`).
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const office = `${role} in ('planner','admin')`
const ofWorks = (condition: string) => `exists (select 1 from works w where w.id = works_id and (${condition}))`
const onOwnGround = `${office} and ${ofWorks(`${everywhere} or w.municipality_ids && ${ground}`)}`
const own = `${role} = 'consultant' and laboratory_id = ${agency}`
const ownLaboratory = `${own} and exists (select 1 from organisation o where o.id = laboratory_id and o.kind = 'laboratory')`
const seenSample = 'exists (select 1 from sample s where s.id = sample_id)'
const writtenSample = `exists (select 1 from sample s where s.id = sample_id and (
  ${role} = 'consultant' and s.laboratory_id = ${agency}
  or ${office} and exists (select 1 from works w where w.id = s.works_id and (${everywhere} or w.municipality_ids && ${ground}))))`

const policies = [
  // the owner, who digs, who tested it, and whoever inspects or decides on the ground
  `sample for select using (${plans} and (laboratory_id = ${agency}
     or ${ofWorks(`w.agency_id = ${agency} or w.contractor_id = ${agency} or ${role} in ('planner','inspector','admin') and (${everywhere} or w.municipality_ids && ${ground})`)}))`,
  `sample for insert with check (voided_at is null and outcome is null and (${ownLaboratory} or ${onOwnGround}))`,
  `sample for update using (voided_at is null and (${own} or ${onOwnGround})) with check (voided_at is not null)`,
  `laboratory_result for select using (${plans} and ${seenSample})`,
  `laboratory_result for insert with check (${writtenSample})`,
  `sample_series for all using (${role} in ('planner','admin','consultant'))`,
]
const tables = [...new Set(policies.map((policy) => policy.split(' ')[0] as string))]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table organisation drop constraint organisation_kind_check;
    alter table organisation add constraint organisation_kind_check
      check (kind in ('utility','municipality','authority','contractor','consultant','laboratory','other'));

    create table sample_series (
      region_id text not null,
      year smallint not null,
      last integer not null,
      primary key (region_id, year)
    );

    create table sample (
      id uuid primary key,
      number text not null unique,
      works_id uuid not null references works,
      laboratory_id uuid not null references organisation,
      kind text not null check (kind in ('compaction','asphalt_thickness','asphalt_density')),
      layer text not null check (layer in ('bedding','backfill','subbase','base_course','asphalt')),
      lift smallint check (lift > 0),
      seal text not null check (btrim(seal) <> ''),
      place geometry(Point, 4326) not null,
      distance_metres double precision not null,
      chainage_metres double precision,
      away_reason text,
      least double precision not null,
      taken_at timestamptz not null,
      taken_by text not null check (btrim(taken_by) <> ''),
      recorded_by uuid references app_user,
      recorded_at timestamptz not null,
      due_on date not null,
      retest_of uuid references sample,
      outcome text check (outcome in ('passed','failed')),
      value double precision,
      voided_at timestamptz,
      voided_by uuid references app_user,
      void_reason text,
      late_told_at timestamptz,
      unique (laboratory_id, seal),
      check ((outcome is null) = (value is null)),
      check ((voided_at is null) = (void_reason is null))
    );
    comment on column sample.least is 'the threshold of the rule pack on the day that it was recorded: a later pack judges nothing anew';
    comment on column sample.chainage_metres is 'along a route that is one line';
    comment on column sample.due_on is 'the last day on which its result is in time';
    comment on column sample.retest_of is 'the failed sample at whose place it was taken again';
    create index sample_newest on sample (taken_at desc, id desc);
    create index sample_works on sample (works_id, taken_at desc, id desc);
    create index sample_laboratory on sample (laboratory_id, taken_at desc, id desc);
    create index sample_waiting on sample (due_on, id) where outcome is null and voided_at is null;
    create index sample_place on sample using gist (place);

    create table laboratory_result (
      id uuid primary key,
      sample_id uuid not null references sample,
      sequence smallint not null check (sequence > 0),
      value double precision not null,
      outcome text not null check (outcome in ('passed','failed')),
      tested_on date not null,
      certificate text not null check (btrim(certificate) <> ''),
      note text,
      reason text,
      source text not null check (source in ('form','csv')),
      entered_by uuid references app_user,
      entered_at timestamptz not null,
      unique (sample_id, sequence),
      check (sequence = 1 or reason is not null)
    );

    create function sample_result_stands() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      void boolean;
      before integer;
      threshold double precision;
    begin
      select s.voided_at is not null, s.least into void, threshold from sample s where s.id = new.sample_id for update;
      select count(*) into before from laboratory_result r where r.sample_id = new.sample_id;
      if void or new.sequence <> before + 1 then
        raise exception 'sample % takes no such result', new.sample_id using errcode = 'unique_violation', constraint = 'result_next';
      end if;
      if (new.outcome = 'passed') <> (new.value >= threshold) then
        raise exception 'sample % is judged otherwise', new.sample_id using errcode = 'check_violation', constraint = 'result_judged';
      end if;
      return new;
    end $$;
    create trigger result_next before insert on laboratory_result for each row execute function sample_result_stands();

    create function sample_takes_result() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      update sample set outcome = new.outcome, value = new.value where id = new.sample_id;
      return null;
    end $$;
    create trigger result_taken after insert on laboratory_result for each row execute function sample_takes_result();

    create function hold_sample(held uuid) returns void
    language sql volatile security definer set search_path = public, pg_temp as $$
      select 1 from sample s where s.id = held for update
    $$;
    comment on function hold_sample is 'whoever enters a result waits for another of the same sample';
    revoke execute on function hold_sample(uuid) from public;
    grant execute on function hold_sample(uuid) to nasaq_app;

    create function samples_of(works uuid)
      returns table (id uuid, kind text, layer text, outcome text, is_void boolean, due_on date, retest_of uuid)
    language sql stable security definer set search_path = public, pg_temp as $$
      select s.id, s.kind, s.layer, s.outcome, s.voided_at is not null, s.due_on, s.retest_of
      from sample s where s.works_id = works and current_setting('nasaq.plans', true) = 'yes'
    $$;
    comment on function samples_of is 'where the plan of a works stands, whoever tested what: a laboratory sees its own samples only';
    revoke execute on function samples_of(uuid) from public;
    grant execute on function samples_of(uuid) to nasaq_app;

    grant select, insert on sample, laboratory_result to nasaq_app;
    grant update (voided_at, voided_by, void_reason) on sample to nasaq_app;
    grant select, insert, update on sample_series to nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy laboratory_${n} on ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on sample
      for each statement execute function tell_change('samples');
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table laboratory_result, sample, sample_series;
    drop function sample_result_stands(), sample_takes_result(), hold_sample(uuid), samples_of(uuid);
    update organisation set kind = 'consultant' where kind = 'laboratory';
    alter table organisation drop constraint organisation_kind_check;
    alter table organisation add constraint organisation_kind_check
      check (kind in ('utility','municipality','authority','contractor','consultant','other'));
  `)
}
