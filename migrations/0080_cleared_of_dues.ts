import type { Knex } from 'knex'

/**
 * Whoever is cleared owes nothing, and dug by a permit. A works that was dug by a notice is closed by no certificate before its
 * permit was issued, which its fee is paid for; nor is any works while one of its fees is asked for. A fine is its
 * violation's, which stands open by itself.
 */
const closing = (more: string) => `
  create or replace function refuse_unclean_closing() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    if not exists (select 1 from clearance c where c.works_id = new.id) then
      raise exception 'works % has no clearance', new.number using errcode = 'check_violation', constraint = 'works_clearance';
    end if;
    if exists (select 1 from things_open(new.id)) then
      raise exception 'something of works % stands open', new.number
        using errcode = 'check_violation', constraint = 'works_nothing_open';
    end if;
    if not exists (select 1 from inspections_last(new.id) i where i.kind = 'guarantee' and i.outcome = 'passed') then
      raise exception 'the guarantee of works % was not inspected', new.number
        using errcode = 'check_violation', constraint = 'works_guarantee_inspected';
    end if;${more}
    return null;
  end $$;
`

const settled = `
    if new.category = 'emergency' and new.notified_at is not null
       and not exists (select 1 from permit p where p.works_id = new.id) then
      raise exception 'works % was dug by a notice and has no permit', new.number
        using errcode = 'check_violation', constraint = 'works_permitted';
    end if;
    if exists (select 1 from fee f where f.works_id = new.id and f.state in ('due','failed') and f.kind <> 'fine') then
      raise exception 'a fee of works % is open', new.number using errcode = 'check_violation', constraint = 'works_nothing_owed';
    end if;`

export async function up(db: Knex): Promise<void> {
  await db.raw(closing(settled))
}

export async function down(db: Knex): Promise<void> {
  await db.raw(closing(''))
}
