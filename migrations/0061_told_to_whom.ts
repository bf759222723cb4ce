import type { Knex } from 'knex'

/**
 * What is known to some is told to them alone. An inspector's proposal of a violation, and its dismissal, are the office's: the audit
 * does not tell the party that would have been liable, not even of what was written to it before. A waiver says which case
 * it carries out, so that it is told with that case and to nobody who may not see it.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const admin = "(select current_setting('nasaq.admin', true)) = 'yes'"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"

const auditSeen = (ofOwn: string) => `
  drop policy seen on audit;
  create policy seen on audit for select using (
    ${admin} and (${everywhere} or municipality_ids && ${ground} or agency_id = ${agency} ${ofOwn})
    or ${plans} and agency_id = ${agency} and subject not in ('account','key') ${ofOwn});
`
/** What is proposed concerns the office alone, and so does what was never more. */
const notProposed = "and (subject <> 'violation' or event not in ('propose','dismiss'))"

/** As migration 0057 has it; what was let pass of a project in a case is so of its works too. */
const carriedWaivers = (isOfCase: boolean) => `
  create or replace function carry_waivers(project uuid, made uuid[]) returns integer
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
           ${isOfCase ? 'l.case_id, ' : ''}l.user_id, l.at, n.works_a, n.works_b,
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
                          ${isOfCase ? 'case_id, ' : ''}user_id, at)
      select c.id, c.works_id, c.kind, c.rule_id, c.other_type, c.other, c.other_version,
             case when c.stands then works_fingerprint(w) else 'of ' || project end, c.reason, c.conditions,
             ${isOfCase ? 'c.case_id, ' : ''}c.user_id, c.at
      from works w where w.id = c.works_id;
      update conflict f set state = case when c.stands then 'waived' else 'judge_again' end
      where f.works_a = c.works_a and f.works_b = c.works_b and f.kind = c.kind;
      carried := carried + 1;
    end loop;
    return carried;
  end $$;
`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${auditSeen(notProposed)}
    alter table waiver add column case_id uuid;
    comment on column waiver.case_id is 'of a case that was carried out: its words are told with it';
    update waiver v set case_id = (
      select c.id from coordination_case c join case_works x on x.case_id = c.id
      where v.other_type = 'works' and x.works_id = v.works_id and (
        c.ended_at = v.at and c.ended_by in ('agreed','decided') or strpos(v.reason, c.number) > 0)
      order by c.ended_at = v.at desc nulls last, c.id limit 1);
    ${carriedWaivers(true)}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${carriedWaivers(false)}
    alter table waiver drop column case_id;
    ${auditSeen('')}
  `)
}
