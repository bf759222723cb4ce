import type { Knex } from 'knex'

/**
 * Whoever is cleared owes nothing, and dug by a permit. A works that was dug by a notice is closed by no certificate before its
 * permit was issued, which its fee is paid for; nor is any works while one of its fees is asked for. A fine is its
 * violation's, which stands open by itself.
 *
 * A ban gives no right to dig. Where a notice was dug by, and the ground is closed again, the permit gives none: it tells what was,
 * and without it the works would never end, for another contractor cannot be named as who dug it.
 */
const banned = (unless: string) => `
    create or replace function refuse_banned_contractor() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      acting_on date;
    begin
      if tg_op = 'INSERT' then
        new.issued_on := coalesce(new.issued_on, (new.issued_at at time zone 'UTC')::date);
        acting_on := new.issued_on;
      else
        -- the day of a change before says nothing of this one
        if new.changed_on is not distinct from old.changed_on then
          new.changed_on := greatest(new.changed_on, (now() at time zone 'UTC')::date);
        end if;
        acting_on := new.changed_on;
      end if;
      if exists (select 1 from works w where w.id = new.works_id and w.contractor_id is not null${unless}
                   and contractor_is_banned(w.contractor_id, acting_on)) then
        raise exception 'the contractor of permit % is banned', new.number
          using errcode = 'check_violation', constraint = 'permit_contractor';
      end if;
      return new;
    end $$;
`

const closedAgain = `
                   and not (tg_op = 'INSERT' and w.category = 'emergency' and w.notified_at is not null
                            and w.status in ('reinstated','in_guarantee'))`

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
  await db.raw(`${closing(settled)} ${banned(closedAgain)}`)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`${banned('')} ${closing('')}`)
}
