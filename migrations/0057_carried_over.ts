import type { Knex } from 'knex'

/**
 * A future project that becomes works hands over to them what was settled about it: what the office has waived, and the
 * cases in which it is. As the owner: who turns a project into works is neither the office that waived nor the other party.
 *
 * Nothing is waived by it that was not: each waiver is one of the project's, and stands only where the finding is the one
 * that was let pass, or less. Any other is there to be judged again, with its reason.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function refuse_foreign_heirs(project uuid, made uuid[]) returns void
    language plpgsql stable security definer set search_path = public, pg_temp as $$
    begin
      if exists (select 1 from unnest(made) m (id) left join works w on w.id = m.id join works p on p.id = project
                 where w.progressed_from is distinct from project or w.version <> 1 or w.agency_id <> p.agency_id
                    or p.category <> 'future_project') then
        raise exception 'these works do not come from this project just now' using errcode = 'insufficient_privilege';
      end if;
    end $$;

    create function carry_waivers(project uuid, made uuid[]) returns integer
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
    declare
      c record;
      carried integer := 0;
    begin
      perform refuse_foreign_heirs(project, made);
      for c in with last as (
        select distinct on (v.kind, v.other_type, other) v.*, other
        from waiver v
        cross join lateral (select case when v.works_id = project then v.other_id else v.works_id::text end as other) o
        where v.works_id = project or v.other_type = 'works' and v.other_id = project::text
        order by v.kind, v.other_type, other, v.at desc, v.id desc
      )
      select gen_random_uuid() as id, w.id as works_id, l.kind, l.rule_id, l.other_type, l.other, l.reason, l.conditions,
             l.user_id, l.at, n.works_a, n.works_b,
             coalesce(o.version, l.other_version) as other_version,
             case when l.other_type = 'works'
               then f.state = 'waived'
                 and (n.severity, n.shared, n.gap_days) is not distinct from (f.severity, f.shared, f.gap_days)
                 and round(n.overlap_square_metres) <= round(f.overlap_square_metres)
               -- a project that was in none has become its own by now, which the application of before did not know
               else (l.application = works_fingerprint(p) or p.project_id = p.id and l.application
                       = works_fingerprint(jsonb_populate_record(p, jsonb_build_object('project_id', null))))
                 and w.period <@ p.period end as stands
      from last l
      join works p on p.id = project
      join works w on w.id = any (made)
      left join works o on l.other_type = 'works' and o.id::text = l.other
      left join conflict f on l.other_type = 'works' and f.kind = l.kind
        and f.works_a = least(p.id, o.id) and f.works_b = greatest(p.id, o.id)
      left join conflict n on l.other_type = 'works' and n.kind = l.kind and n.rule_id = l.rule_id
        and n.works_a = least(w.id, o.id) and n.works_b = greatest(w.id, o.id)
      where l.other is not null and (l.other_type <> 'works' or n.kind is not null and f.state in ('waived','judge_again'))
      loop
        insert into waiver (id, works_id, kind, rule_id, other_type, other_id, other_version, application, reason, conditions,
                            user_id, at)
        select c.id, c.works_id, c.kind, c.rule_id, c.other_type, c.other, c.other_version,
               case when c.stands then works_fingerprint(w) else 'of ' || project end, c.reason, c.conditions, c.user_id, c.at
        from works w where w.id = c.works_id;
        update conflict f set state = case when c.stands then 'waived' else 'judge_again' end
        where f.works_a = c.works_a and f.works_b = c.works_b and f.kind = c.kind;
        carried := carried + 1;
      end loop;
      return carried;
    end $$;
    comment on function carry_waivers is 'before the ground of the project is left: what holds of it is compared';

    create function carry_cases(project uuid, made uuid[], due timestamptz) returns setof uuid
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
    begin
      perform refuse_foreign_heirs(project, made);
      return query
      with heirs as (
        select distinct k.case_id, w.id as works_id, o.other
        from case_pair k
        cross join lateral (select case when k.works_a = project then k.works_b else k.works_a end as other) o
        join works w on w.id = any (made)
        join conflict f on f.works_a = least(w.id, o.other) and f.works_b = greatest(w.id, o.other)
          and f.severity in ('blocking','warning')
        where project in (k.works_a, k.works_b)
      ),
      paired as (
        insert into case_pair (works_a, works_b, case_id)
        select least(works_id, other), greatest(works_id, other), case_id from heirs on conflict do nothing
      ),
      joined as (
        insert into case_works (case_id, works_id) select distinct case_id, works_id from heirs on conflict do nothing
      ),
      -- what was proposed of the project is no longer there to be done
      dropped as (
        update case_proposal q set state = 'dropped'
        where q.state = 'open' and q.case_id in (select case_id from heirs)
          and (q.measure -> 'changes' @> jsonb_build_array(jsonb_build_object('worksId', project))
               or q.measure -> 'lead' ->> 'leadId' = project::text or jsonb_exists(q.measure -> 'lead' -> 'memberIds', project::text))
        returning q.case_id
      )
      update coordination_case c
      set version = c.version + 1,
          cause_works_id = case when c.cause_works_id = project
            then (select h.works_id from heirs h where h.case_id = c.id order by h.works_id limit 1) else c.cause_works_id end,
          state = case when d.case_id is not null and c.state = 'agreed' then 'open' else c.state end,
          due_at = case when d.case_id is not null and c.state in ('open','agreed')
            then least(carry_cases.due, c.last_due_at) else c.due_at end,
          waits_for = case when d.case_id is not null and c.state in ('open','agreed')
            then array(select w.agency_id from works w where w.id = c.cause_works_id) else c.waits_for end
      from (select distinct case_id from heirs) h left join dropped d on d.case_id = h.case_id
      where c.id = h.case_id
      returning c.id;
    end $$;
    comment on function carry_cases is 'also cases that have ended: where something stands between them again, it is the same case';

    revoke execute on function refuse_foreign_heirs(uuid, uuid[]), carry_waivers(uuid, uuid[]),
      carry_cases(uuid, uuid[], timestamptz) from public;
    grant execute on function carry_waivers(uuid, uuid[]), carry_cases(uuid, uuid[], timestamptz) to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop function carry_cases(uuid, uuid[], timestamptz);
    drop function carry_waivers(uuid, uuid[]);
    drop function refuse_foreign_heirs(uuid, uuid[]);
  `)
}
