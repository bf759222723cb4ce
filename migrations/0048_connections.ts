import type { Knex } from 'knex'

/**
 * A permit for many connections carries them one by one: a short line from the main route to each building, with what
 * the building is called, its parcel and its meter, and whether it is done. The ground of the works holds theirs.
 *
 * Who gets a connection is told to the agencies only. Lines are entered and taken away by whoever may change the works;
 * that one is done is said by whoever digs it as well, who may write nothing else of it.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const seenWorks = 'exists (select 1 from works w where w.id = works_id)'
const ownWorks = `${role} in ('planner','utility','admin') and exists (
  select 1 from works w where w.id = works_id and (
    w.agency_id = ${agency}
    or ${role} in ('planner','admin') and (${everywhere} or w.municipality_ids && ${ground})))`
const dugWorks = `${role} = 'contractor' and exists (
  select 1 from works w where w.id = works_id and w.contractor_id = ${agency}
    and w.status in ('in_progress','suspended','reinstated'))`

const policies = [
  `works_connection for select using (${plans} and ${seenWorks})`,
  `works_connection for insert with check (${ownWorks})`,
  `works_connection for delete using (${ownWorks})`,
  `works_connection for update using (${ownWorks}) with check (${ownWorks})`,
  `works_connection for update using (${dugWorks}) with check (${dugWorks})`,
]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table works add column connections_numbered smallint not null default 0;
    comment on column works.connections_numbered is 'the last number that a connection of it was given';

    create table works_connection (
      id uuid primary key,
      tile_id bigint generated always as identity unique,
      works_id uuid not null references works on delete cascade,
      number smallint not null check (number > 0),
      label text not null check (label <> ''),
      parcel text check (parcel <> ''),
      meter text check (meter <> ''),
      line geometry(LineString, 4326) not null check (ST_NPoints(line) <= 2000),
      line_3857 geometry(LineString, 3857) generated always as (ST_Transform(line, 3857)) stored,
      length_metres double precision not null,
      state text not null default 'planned' check (state in ('planned','done','cancelled')),
      done_on date,
      first_done_on date,
      reason text,
      version integer not null default 1,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      check ((state = 'done') = (done_on is not null)),
      check ((state = 'cancelled') = (reason is not null)),
      unique (works_id, number)
    );
    comment on table works_connection is 'building connections of a works of the category multi_connection';
    comment on column works_connection.number is 'within its works; given once and never again';
    comment on column works_connection.line is 'from the main route to the building, WGS84';
    comment on column works_connection.reason is 'why it was cancelled';
    comment on column works_connection.first_done_on is 'when it was first said to be done; stays where that is taken back';
    create index works_connection_line_3857 on works_connection using gist (line_3857);

    grant select, insert, update, delete on works_connection to nasaq_app;
    alter table works_connection enable row level security;
    ${policies.map((policy, n) => `create policy connections_${n} on ${policy};`).join('\n')}

    create function refuse_redrawing_as_digger() returns trigger language plpgsql as $$
    begin
      if (new.works_id, new.number, new.label, new.parcel, new.meter, new.line::text, new.reason)
           is distinct from (old.works_id, old.number, old.label, old.parcel, old.meter, old.line::text, old.reason) then
        raise exception 'connection % is changed by whose works it is', new.id
          using errcode = 'insufficient_privilege', constraint = 'connection_of_owner';
      end if;
      return new;
    end $$;
    comment on function refuse_redrawing_as_digger is 'whoever digs says what is done, and nothing else';
    create trigger connection_marked before update on works_connection for each row
      when (current_setting('nasaq.role', true) = 'contractor') execute function refuse_redrawing_as_digger();

    create function keep_first_done() returns trigger language plpgsql as $$
    begin
      new.first_done_on := case when tg_op = 'INSERT' then new.done_on else coalesce(old.first_done_on, new.done_on) end;
      return new;
    end $$;
    comment on function keep_first_done is 'whoever writes: ground that was said to be dug is not given back in two steps';
    create trigger first_done before insert or update on works_connection for each row execute function keep_first_done();

    create trigger change_told after insert or update or delete or truncate on works_connection
      for each statement execute function tell_change('works');
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table works_connection;
    drop function keep_first_done();
    drop function refuse_redrawing_as_digger();
    alter table works drop column connections_numbered;
  `)
}
