import type { Knex } from 'knex'

/**
 * Who changed what, when and from where: a chain for each region, in which every row carries the hash of the one before
 * it. Written in the transaction of the change, by one function and nobody else; read under row security. What lies in no
 * municipality (accounts, keys, imports) stands in the chain of the service itself.
 *
 * A chain alone does not betray a rewrite of its end: \`verify\` names the heads, to be kept where nobody can change both.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const admin = "(select current_setting('nasaq.admin', true)) = 'yes'"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table audit (
      region_id text not null,
      sequence bigint not null,
      at timestamptz not null,
      user_id uuid,
      key_id uuid,
      address text,
      request_id text,
      subject text not null,
      subject_id uuid not null,
      agency_id uuid,
      municipality_ids uuid[] not null default '{}',
      event text not null,
      reason text,
      before jsonb not null,
      after jsonb not null,
      previous bytea not null,
      hash bytea not null,
      primary key (region_id, sequence)
    );
    create index audit_subject on audit (subject_id, at);
    create index audit_newest on audit (at, region_id, sequence);
    create index audit_request on audit (request_id) where request_id is not null;
    comment on column audit.agency_id is 'whose object it was';
    comment on column audit.previous is 'the hash of the row before it in the chain of its region; empty for the first';

    create table audit_head (
      region_id text primary key,
      sequence bigint not null,
      hash bytea not null
    );
    comment on table audit_head is 'the last row of each chain; held by whoever writes the next';

    create function audit_hash(a audit) returns bytea language sql immutable as $$
      select sha256(a.previous || convert_to(jsonb_build_array(
        a.region_id, a.sequence, extract(epoch from a.at), a.user_id, a.key_id, a.address, a.request_id, a.subject,
        a.subject_id, a.agency_id, to_jsonb(a.municipality_ids), a.event, a.reason, a.before, a.after)::text, 'UTF8'))
    $$;

    create function record_audit(entries jsonb) returns integer
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
    declare
      entry jsonb;
      region text;
      head audit_head;
      link audit;
      written integer := 0;
    begin
      for entry, region in
        select e.value, coalesce(m.region_id, 'SERVICE')
        from jsonb_array_elements(entries) with ordinality as e (value, place)
        left join municipality m on m.id = (e.value -> 'municipalities' ->> 0)::uuid
        order by 2, e.place
      loop
        if head.region_id is distinct from region then
          update audit_head h set sequence = head.sequence, hash = head.hash where h.region_id = head.region_id;
          insert into audit_head values (region, 0, '') on conflict do nothing;
          select * into head from audit_head h where h.region_id = region for update;
        end if;
        link.region_id := head.region_id;
        link.sequence := head.sequence + 1;
        link.at := clock_timestamp();
        link.user_id := nullif(current_setting('nasaq.user', true), '')::uuid;
        link.key_id := nullif(current_setting('nasaq.key', true), '')::uuid;
        link.address := nullif(current_setting('nasaq.address', true), '');
        link.request_id := nullif(current_setting('nasaq.request', true), '');
        link.subject := entry ->> 'subject';
        if link.subject = 'report' and entry ->> 'event' = 'create' then
          -- whoever reports is told to nobody, with an account or without
          link.user_id := null;
          link.key_id := null;
          link.address := null;
        end if;
        link.subject_id := (entry ->> 'id')::uuid;
        link.agency_id := (entry ->> 'agency')::uuid;
        link.municipality_ids := array(select jsonb_array_elements_text(coalesce(entry -> 'municipalities', '[]'))::uuid);
        link.event := entry ->> 'event';
        link.reason := entry ->> 'reason';
        link.before := coalesce(entry -> 'before', '{}');
        link.after := coalesce(entry -> 'after', '{}');
        link.previous := head.hash;
        link.hash := audit_hash(link);
        insert into audit select link.*;
        head.sequence := link.sequence;
        head.hash := link.hash;
        written := written + 1;
      end loop;
      update audit_head h set sequence = head.sequence, hash = head.hash where h.region_id = head.region_id;
      return written;
    end $$;

    alter table works_history add column recorded boolean not null default false;
    alter table works_history alter column recorded set default true;
    comment on column works_history.recorded is 'the audit tells of it too: false where it was written before there was one';

    grant select on audit to nasaq_app;
    alter table audit enable row level security;
    create policy seen on audit for select using (
      ${admin} and (${everywhere} or municipality_ids && ${ground} or agency_id = ${agency})
      or ${plans} and agency_id = ${agency} and subject not in ('account','key'));

    revoke execute on function record_audit(jsonb) from public;
    grant execute on function record_audit(jsonb) to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop function record_audit(jsonb), audit_hash(audit);
    drop table audit_head, audit;
    alter table works_history drop column recorded;
  `)
}
