import type { Knex } from 'knex'

/**
 * What was let pass of a future project is carried over to its works: the same decision once more, and no other. It is marked as
 * such, by the decision that it repeats, so that an office is counted for what it decided and not for what became of it.
 */
const repeats = (w: string) => `exists (
  select 1 from works w join waiver o on o.works_id = w.progressed_from
      or o.other_type = 'works' and o.other_id = w.progressed_from::text
  where w.id = ${w}.works_id and o.id <> ${w}.id and o.kind = ${w}.kind and o.rule_id = ${w}.rule_id and o.at = ${w}.at
    and o.user_id is not distinct from ${w}.user_id and o.reason = ${w}.reason)`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table waiver add column carried boolean not null default false;
    comment on column waiver.carried is 'of the future project that the works came from, and decided once with that';
    grant select (carried) on waiver to nasaq_app;
    update waiver v set carried = true where ${repeats('v')};
    create function mark_carried() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      new.carried := ${repeats('new')};
      return new;
    end $$;
    revoke execute on function mark_carried() from public;
    create trigger carried_marked before insert on waiver for each row execute function mark_carried();
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger carried_marked on waiver;
    drop function mark_carried();
    alter table waiver drop column carried;
  `)
}
