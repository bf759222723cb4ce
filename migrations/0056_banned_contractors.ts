import type { Knex } from 'knex'

/**
 * No permit for works of a contractor that an office has banned, and no more days on one, as none over an open blocking
 * finding: whatever the code believes. The day of either is written with it, for an instant is another day in another zone,
 * and a ban holds by days.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table permit add column issued_on date, add column changed_on date;
    update permit set issued_on = (issued_at at time zone 'UTC')::date;
    alter table permit
      alter column issued_on set not null,
      add constraint permit_issued_on check (abs(issued_on - (issued_at at time zone 'UTC')::date) <= 1);
    comment on column permit.issued_on is 'the day of issued_at in the zone of the jurisdiction; where nobody says, that of UTC';
    comment on column permit.changed_on is 'the day in the zone of the jurisdiction on which its days were last decided on; where nobody says, that of UTC';
    grant update (changed_on) on permit to nasaq_app;

    create function refuse_banned_contractor() returns trigger
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
      if exists (select 1 from works w where w.id = new.works_id and w.contractor_id is not null
                   and contractor_is_banned(w.contractor_id, acting_on)) then
        raise exception 'the contractor of permit % is banned', new.number
          using errcode = 'check_violation', constraint = 'permit_contractor';
      end if;
      return new;
    end $$;
    comment on function refuse_banned_contractor is 'waits for a ban that is being imposed, as whoever decides does';
    create trigger permit_trusted before insert on permit for each row execute function refuse_banned_contractor();
    create trigger longer_permit_trusted before update of valid on permit for each row
      when (upper(new.valid) > upper(old.valid)) execute function refuse_banned_contractor();
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger longer_permit_trusted on permit;
    drop trigger permit_trusted on permit;
    drop function refuse_banned_contractor();
    alter table permit drop column issued_on, drop column changed_on;
  `)
}
