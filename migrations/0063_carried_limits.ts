import type { Knex } from 'knex'

/**
 * What the office let pass of the limits of a future project is handed over to its works as all that it let pass. A limit
 * is its category's: the waiver stands where the days lie within those that were waived and the limit of what the project became
 * is no stricter, and is there to be judged again, with its reason, everywhere else. Which limits are no stricter follows
 * from the rule pack, and is told by the service.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function carry_limits(project uuid, made uuid[], no_stricter jsonb) returns void
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
    begin
      perform refuse_foreign_heirs(project, made);
      with last as (
        select distinct on (v.rule_id) v.* from waiver v
        where v.works_id = project and v.kind = 'limit' and v.other_type = 'rule'
        order by v.rule_id, v.at desc, v.id desc
      )
      insert into waiver (id, works_id, kind, rule_id, other_type, other_id, other_version, application, reason, conditions,
                          user_id, at)
      select gen_random_uuid(), w.id, l.kind, l.rule_id, l.other_type, l.other_id, l.other_version,
             case when (l.application = works_fingerprint(p) or p.project_id = p.id and l.application
                         = works_fingerprint(jsonb_populate_record(p, jsonb_build_object('project_id', null))))
                   and w.period <@ p.period and jsonb_exists(no_stricter -> w.id::text, l.rule_id)
                  then works_fingerprint(w) else 'of ' || project end,
             l.reason, l.conditions, l.user_id, l.at
      from last l
      join works p on p.id = project
      join works w on w.id = any (made);
    end $$;
    comment on function carry_limits is 'before the ground of the project is left: what holds of it is compared';
    revoke execute on function carry_limits(uuid, uuid[], jsonb) from public;
    grant execute on function carry_limits(uuid, uuid[], jsonb) to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop function carry_limits(uuid, uuid[], jsonb)')
}
