import type { Knex } from 'knex'

/**
 * What it costs to extend a permit or to make it bigger: asked for with the proposal, and a proposal takes effect only once
 * it is settled. The database itself refuses one whose fee is open. What was proposed before costs nothing.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table fee add column amendment integer;
    comment on column fee.amendment is 'the proposal that it is for; null of a permit';
    alter table fee drop constraint fee_kind_check;
    alter table fee add constraint fee_kind_check check (kind in ('permit','extension','amendment'));
    alter table fee add constraint fee_amendment_check check ((amendment is null) = (kind = 'permit'));
    alter table fee add constraint fee_proposal foreign key (works_id, amendment)
      references amendment (works_id, number) on delete cascade;

    create function refuse_unpaid_amendment() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if exists (select 1 from fee where works_id = new.works_id and amendment = new.number and state in ('due','failed')) then
        raise exception 'the fee of amendment % is open', new.number using errcode = 'check_violation', constraint = 'amendment_fee';
      end if;
      return new;
    end $$;
    create trigger amendment_paid before update of state on amendment for each row
      when (new.state = 'in_effect' and old.state = 'proposed') execute function refuse_unpaid_amendment();
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger amendment_paid on amendment;
    drop function refuse_unpaid_amendment();
    delete from fee where kind = 'amendment';
    alter table fee drop constraint fee_proposal, drop constraint fee_amendment_check, drop constraint fee_kind_check;
    alter table fee add constraint fee_kind_check check (kind in ('permit','extension'));
    alter table fee drop column amendment;
  `)
}
