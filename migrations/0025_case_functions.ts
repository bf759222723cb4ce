const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"

/** The pairs of works with something open between them; which of them want a case depends on the works. */
/** Ground that is closed again is nobody's to move: its owner has nothing to agree on. */
const toDig = (works: string) => `${works}.status not in ('reinstated','in_guarantee')`

const wanted = `
  select c.works_a, c.works_b, bool_or(c.severity = 'blocking') as is_blocking
  from conflict c
  where c.severity in ('blocking','warning') and c.state <> 'waived'`

/** The functions of migration 0025, as the owner: who sees a case, which pairs want one, how one is filed and how it ends. */
export const caseFunctions = `
  create function sees_case(asked uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
    select ${plans} and (
      exists (select 1 from case_party p where p.case_id = asked and p.agency_id = ${agency})
      or ${role} in ('planner','admin') and exists (
        select 1 from coordination_case c where c.id = asked and (${everywhere} or c.municipality_ids && ${ground})))
  $$;
  comment on function sees_case is 'its parties, and the office of a municipality that its works touch; nobody else';

  create function unfiled_pairs(asked uuid[], most integer)
  returns table (works_a uuid, works_b uuid, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
    select p.works_a, p.works_b, greatest(a.updated_at, b.updated_at)
    from (${wanted} and c.works_a = any (asked) group by c.works_a, c.works_b
          union
          ${wanted} and c.works_b = any (asked) group by c.works_a, c.works_b
          union
          ${wanted} and asked is null group by c.works_a, c.works_b) p
    join works a on a.id = p.works_a
    join works b on b.id = p.works_b
    left join case_pair k on k.works_a = p.works_a and k.works_b = p.works_b
    left join coordination_case c on c.id = k.case_id
    where a.agency_id <> b.agency_id and ${toDig('a')} and ${toDig('b')}
      and case when k.case_id is null
            then a.status in ('submitted','in_coordination','approved') or b.status in ('submitted','in_coordination','approved')
            else p.is_blocking and c.state in ('settled','closed') end
    order by p.works_a, p.works_b limit most
  $$;
  comment on function unfiled_pairs is
    'pairs that want a case and are in none, or whose case has ended and where something blocks again; null asks about all';

  create function file_pair(pair_a uuid, pair_b uuid, filed timestamptz, due timestamptz, last_due timestamptz, fresh uuid,
                            most integer, filed_by uuid)
  returns table (case_id uuid, event text)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
  declare
    taken uuid;
    done text;
    one works;
    two works;
    cause works;
    place integer;
  begin
    select * into one from works w where w.id = pair_a;
    select * into two from works w where w.id = pair_b;
    if one.agency_id = two.agency_id or not (${toDig('one')} and ${toDig('two')}) or not exists (
         select 1 from conflict c where c.works_a = pair_a and c.works_b = pair_b and c.severity in ('blocking','warning')) then
      raise exception 'nothing stands between these works' using errcode = 'check_violation', constraint = 'case_finding';
    end if;
    select k.case_id into taken from case_pair k where k.works_a = pair_a and k.works_b = pair_b;
    if taken is not null then
      update coordination_case c
      set state = 'open', due_at = due, last_due_at = last_due, reopened_at = filed, escalated_at = null, ended_at = null,
          ended_by = null, waits_for = array[w.agency_id], version = c.version + 1
      from works w
      where c.id = taken and w.id = c.cause_works_id and c.state in ('settled','closed');
      return query select taken, case when found then 'reopen' end;
      return;
    end if;
    -- the later one met the other
    cause := case when coalesce(one.submitted_at, one.updated_at) > coalesce(two.submitted_at, two.updated_at) then one else two end;
    -- held before it is joined: it may have ended, or filled up, while this waited for it
    loop
      select c.id into taken
      from coordination_case c join case_works x on x.case_id = c.id
      where x.works_id in (pair_a, pair_b) and c.state in ('open','escalated')
        and (select count(*) from case_works m where m.case_id = c.id) < most
      order by c.opened_at, c.id limit 1;
      exit when taken is null;
      perform 1 from coordination_case c where c.id = taken for update;
      perform 1 from coordination_case c where c.id = taken and c.state in ('open','escalated')
        and (select count(*) from case_works m where m.case_id = c.id) < most;
      exit when found;
    end loop;
    done := 'join';
    if taken is null then
      taken := fresh;
      done := 'open';
    end if;
    insert into case_pair values (pair_a, pair_b, taken) on conflict do nothing;
    if not found then
      -- another process was first
      return query select k.case_id, null::text from case_pair k where k.works_a = pair_a and k.works_b = pair_b;
      return;
    end if;
    if done = 'open' then
      insert into case_series (region_id, year, last) values (cause.region_id, extract(year from filed)::smallint, 1)
      on conflict (region_id, year) do update set last = case_series.last + 1
      returning last into place;
      insert into coordination_case (id, number, region_id, municipality_ids, cause_works_id, state, opened_at, opened_by,
                                     due_at, last_due_at, waits_for)
      values (taken, cause.region_id || '-C-' || extract(year from filed)::text || '-' || lpad(place::text, 5, '0'),
              cause.region_id, cause.municipality_ids, cause.id, 'open', filed, filed_by, due, last_due, array[cause.agency_id]);
    end if;
    insert into case_works values (taken, pair_a), (taken, pair_b) on conflict do nothing;
    insert into case_party values (taken, one.agency_id), (taken, two.agency_id) on conflict do nothing;
    -- whoever joins has to hear what stands proposed
    update coordination_case c
    set municipality_ids = c.municipality_ids || array(
          select m from unnest(one.municipality_ids || two.municipality_ids) m where m <> all (c.municipality_ids)),
        waits_for = c.waits_for || case when exists (select 1 from case_proposal p where p.case_id = taken and p.state = 'open')
          then array(select y.agency_id from case_party y where y.case_id = taken and y.agency_id <> all (c.waits_for) and not exists (
                       select 1 from case_answer s join case_proposal p on p.id = s.proposal_id
                       where p.case_id = taken and p.state = 'open' and s.agency_id = y.agency_id))
          else '{}'::uuid[] end,
        version = c.version + case done when 'join' then 1 else 0 end
    where c.id = taken;
    return query select taken, done;
  end $$;
  comment on function file_pair is
    'files a pair in the case of what it hangs together with, or in one of its own; a pair is never in two';

  create function end_cases(asked uuid[], ended timestamptz) returns setof uuid
  language sql volatile security definer set search_path = public, pg_temp as $$
    with ended_cases as (
    update coordination_case c
    set state = 'closed', ended_at = ended, due_at = null, waits_for = '{}', version = c.version + 1,
        ended_by = case
          when exists (select 1 from case_pair k join conflict f on f.works_a = k.works_a and f.works_b = k.works_b
                       where k.case_id = c.id and f.state = 'waived') then 'waived'
          when exists (select 1 from case_works x join works w on w.id = x.works_id
                       where x.case_id = c.id and w.status in ('cancelled','refused','expired')) then 'withdrawn'
          else 'cleared' end
    where c.id in (
      select o.id from coordination_case o
      where o.state in ('open','escalated','agreed')
        and o.id in (select x.case_id from case_works x where x.works_id = any (asked)
                     union all
                     select l.id from coordination_case l where asked is null and l.state in ('open','escalated','agreed'))
        and not exists (
          select 1 from case_pair k join conflict f on f.works_a = k.works_a and f.works_b = k.works_b
          join works a on a.id = k.works_a join works b on b.id = k.works_b
          where k.case_id = o.id and f.severity in ('blocking','warning') and f.state <> 'waived' and ${toDig('a')} and ${toDig('b')})
      order by o.id for update skip locked)
    returning c.id),
    -- what was accepted of works as they were is not accepted of what they become
    dropped as (
      update case_proposal p set state = 'dropped' from ended_cases e where p.case_id = e.id and p.state = 'open')
    select e.id from ended_cases e
  $$;
  comment on function end_cases is 'ends the cases that have no finding left: works moved, withdrawn, or all waived';
`
