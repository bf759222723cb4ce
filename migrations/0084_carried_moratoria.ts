import type { Knex } from 'knex'

/**
 * Ground rests on after its works is cleared, but the pair of works that the office let pass is in the register no more: what stands
 * against the other works is then a finding about the ledger. The same rest is let pass once: with the clearance its waiver is carried
 * over, as those of a future project are (0057, 0077). As the owner: who clears one works is not always who decides on the other.
 *
 * Nothing is waived by it that was not: where the pair was to be judged again, so is this, with its reason.
 */
const sameDecision = (w: string, o: string) => `o.id <> ${w}.id and o.kind = ${w}.kind and o.at = ${w}.at
    and o.user_id is not distinct from ${w}.user_id and o.reason = ${w}.reason${o}`
const ofProject = (w: string) => `exists (
  select 1 from works w join waiver o on o.works_id = w.progressed_from
      or o.other_type = 'works' and o.other_id = w.progressed_from::text
  where w.id = ${w}.works_id and ${sameDecision(w, ` and o.rule_id = ${w}.rule_id`)})`
const ofPair = (w: string) => `${w}.rule_id = 'moratorium-cleared' and exists (
  select 1 from waiver o
  where o.rule_id = 'moratorium' and o.other_type = 'works' and ${sameDecision(w, '')}
    and (o.works_id = ${w}.works_id and o.other_id = ${w}.other_id or o.works_id::text = ${w}.other_id and o.other_id = ${w}.works_id::text))`

const marking = (carried: string) => `
  create or replace function mark_carried() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    new.carried := ${carried};
    return new;
  end $$;
`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ${marking(`${ofProject('new')} or ${ofPair('new')}`)}
    comment on column waiver.carried is
      'of the future project that the works came from, or of the pair with a works that was cleared since, and decided once with that';

    create function carry_moratoria() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into waiver (id, works_id, kind, rule_id, other_type, other_id, other_version, application, reason, conditions,
                          case_id, user_id, at)
      select gen_random_uuid(), w.id, 'moratorium', 'moratorium-cleared', 'pavement', e.id::text, e.version,
             case c.state when 'waived' then works_fingerprint(w) else 'with ' || new.id end, v.reason, v.conditions,
             v.case_id, v.user_id, v.at
      from conflict c
      join works w on w.id = case when c.works_a = new.id then c.works_b else c.works_a end
      join pavement_entry e on e.id = new.id
      join lateral (
        select o.* from waiver o
        where o.kind = c.kind and o.other_type = 'works'
          and (o.works_id = c.works_a and o.other_id = c.works_b::text or o.works_id = c.works_b and o.other_id = c.works_a::text)
        order by o.at desc, o.id desc limit 1) v on true
      where new.id in (c.works_a, c.works_b) and c.kind = 'moratorium' and c.state in ('waived','judge_again');
      return null;
    end $$;
    comment on function carry_moratoria is 'before the pairs of what is cleared leave the register';
    revoke execute on function carry_moratoria() from public;
    create trigger moratoria_carried after update of status on works for each row
      when (new.status = 'closed' and old.status is distinct from 'closed') execute function carry_moratoria();
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger moratoria_carried on works;
    drop function carry_moratoria();
    ${marking(ofProject('new'))}
    comment on column waiver.carried is 'of the future project that the works came from, and decided once with that';
  `)
}
