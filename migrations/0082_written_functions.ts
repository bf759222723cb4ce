// What migration 0082 makes besides policies: who writes which works, and the triggers that ask it.
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const office = `${role} in ('planner','admin')`

/** On a municipality that a works only touches, as it was, or on the one that decides. */
export const touched = (w: string) => `${everywhere} or ${w}municipality_ids && ${ground}`
export const charged = (w: string) => `${everywhere} or ${w}municipality_id = any (${ground})`
export type Reach = typeof touched

/** Where an owner may lead a works by the lifecycle; everything else is decided by the office, or by time. */
export const ownersMoves = {
  draft: ['planned', 'in_progress', 'cancelled', 'progressed'],
  planned: ['in_progress', 'submitted', 'in_coordination', 'cancelled', 'progressed'],
  returned: ['submitted', 'in_coordination', 'cancelled'],
  submitted: ['in_coordination', 'cancelled'],
  in_coordination: ['cancelled'],
  approved: ['in_coordination', 'cancelled'],
  permitted: ['in_progress', 'cancelled'],
  in_progress: ['reinstated'],
  suspended: ['reinstated', 'cancelled'],
}

/** What no request changes of a row that is there. */
export const fixed = {
  works: ['id', 'number', 'agency_id', 'created_at'],
  fee: ['works_id', 'kind', 'amount', 'currency'],
}

/** Of an own call: whoever called keeps the trench that works of its answers joined. */
export const calledInto = (group: string) => `exists (
  select 1 from works_group_member called join interest_call c on c.id = called.cause_id
  where called.group_id = ${group} and called.cause_kind = 'call' and c.agency_id = ${agency})`

export const inGroup = (reach: Reach, orElse = '') => `
  create or replace function writes_in_group(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
      select 1 from works_group_member m join works w on w.id = m.works_id
      where m.group_id = asked and (w.agency_id = ${agency} or ${office} and (${reach('w.')}))) ${orElse}
  $$;
`

export const functions = `
  create function writes_either(one uuid, other uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select exists (
      select 1 from works w where w.id in (one, other) and (w.agency_id = ${agency} or ${office} and (${charged('w.')})))
    or exists (
      select 1 from works_group_member m where m.works_id in (one, other) and writes_in_group(m.group_id))
  $$;
  comment on function writes_either is
    'what lies between works is kept by whoever writes one of them, or what they share a trench with';
  revoke execute on function writes_either(uuid, uuid) from public;
  grant execute on function writes_either(uuid, uuid) to nasaq_app;

  create function refuse_foreign_lines() returns trigger language plpgsql as $$
  begin
    if current_user = 'nasaq_app' and exists (
      select 1 from added a where not exists (
        select 1 from works w where w.id = a.works_id and (w.agency_id = ${agency} or ${office} and (${charged('w.')})))) then
      raise exception 'these works are not theirs to write' using errcode = 'insufficient_privilege';
    end if;
    return null;
  end $$;
  comment on function refuse_foreign_lines is 'as row security of the works, which the statement that stores both does not see yet';
  ${['works_street', 'works_history']
    .map(
      (table) => `create trigger written_by_right after insert on ${table} referencing new table as added
        for each statement execute function refuse_foreign_lines();`,
    )
    .join('\n')}

  create function refuse_own_decision() returns trigger language plpgsql as $$
  begin
    -- fails closed: what is not known is not theirs
    if current_user = 'nasaq_app' and (${office} and (${charged('old.')})) is not true
       and jsonb_exists(cast('${JSON.stringify(ownersMoves)}' as jsonb) -> old.status, new.status) is not true then
      raise exception 'the office decides on works %', new.number using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
  comment on function refuse_own_decision is 'what only the office does by the lifecycle, it does in the rows too';
  create trigger decided_by_office before update of status on works for each row
    when (new.status is distinct from old.status) execute function refuse_own_decision();

  create function refuse_other_facts() returns trigger language plpgsql as $$
  begin
    if current_user = 'nasaq_app' then
      raise exception 'nobody changes this of a row of %', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return new;
  end $$;
  comment on function refuse_other_facts is 'whose a works is, and what a fee is for and how much, is written once';
  ${Object.entries(fixed)
    .map(
      ([table, columns]) => `create trigger facts_stand before update of ${columns.join(', ')} on ${table} for each row
        when ((${columns.map((one) => `new.${one}`).join(', ')}) is distinct from (${columns.map((one) => `old.${one}`).join(', ')}))
        execute function refuse_other_facts();`,
    )
    .join('\n')}
`
