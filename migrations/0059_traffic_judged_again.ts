import type { Knex } from 'knex'

/**
 * What an office let pass between a closure and a diversion was that closure and that diversion. The register measures
 * where they lie on each other, which stays the same where a lane becomes the whole road: what was waived of a works is to
 * be judged again once it closes or leads traffic otherwise, whoever writes it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function judge_traffic_again() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      changed uuid;
    begin
      if tg_table_name = 'works' then changed := new.id;
      elsif tg_op = 'DELETE' then changed := old.works_id;
      else changed := new.works_id;
      end if;
      update conflict set state = 'judge_again'
      where changed in (works_a, works_b) and kind = 'diversion' and state = 'waived';
      return null;
    end $$;
    comment on function judge_traffic_again is 'as the owner: who changes a works may not see what it meets';

    create trigger closure_judged_again after update of closure on works for each row
      when (old.closure is distinct from new.closure) execute function judge_traffic_again();
    create trigger diversion_judged_again after insert or delete or update of line, first_day, last_day on diversion
      for each row execute function judge_traffic_again();
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger diversion_judged_again on diversion;
    drop trigger closure_judged_again on works;
    drop function judge_traffic_again();
  `)
}
