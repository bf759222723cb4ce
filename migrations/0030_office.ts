import type { Knex } from 'knex'
import { notedBans } from './0028_noted_rows.ts'

/**
 * Contractors that an office lets do no works. [B] A ban holds on all ground: who digs badly in one municipality is no
 * better in the next. It is never changed, only lifted, and both are told with who and why.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const office = `${role} in ('planner','admin') and (${everywhere} or cardinality(${ground}) > 0)`
const own = `${office} and (${everywhere} or agency_id = ${agency})`

const policies = [
  // whoever may give works to a contractor has to know; the contractor knows its own
  `for select using (${plans} and (${role} in ('planner','utility','inspector','admin') or contractor_id = ${agency}))`,
  `for insert with check (lifted_at is null and ${own})`,
  `for update using (lifted_at is null and ${own}) with check (lifted_at is not null)`,
]

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table contractor_ban (
      id uuid primary key,
      contractor_id uuid not null references organisation,
      reason text not null check (reason in ('expired_permits_open','abandoned_work','classification_lapsed','site_reports',
                                             'defects_uncorrected','safety_violations','plans_not_followed','other')),
      note text,
      banned_from date not null,
      banned_until date,
      agency_id uuid not null references organisation,
      banned_by uuid references app_user,
      banned_at timestamptz not null,
      lifted_at timestamptz,
      lifted_by uuid references app_user,
      lift_reason text,
      check (banned_until >= banned_from),
      check (reason <> 'other' or note is not null),
      check ((lifted_at is null) = (lift_reason is null))
    );
    create index contractor_ban_newest on contractor_ban (banned_at desc, id desc);
    create index contractor_ban_standing on contractor_ban (contractor_id) where lifted_at is null;
    create index works_contractor on works (contractor_id)
      where contractor_id is not null and status not in ('closed','refused','cancelled','expired');
    comment on column contractor_ban.banned_until is 'the last day; null: until it is lifted';
    comment on column contractor_ban.agency_id is 'the office that banned: it lifts, or the root authority does';

    create index permit_issued on permit (issued_at);
    create index consultation_asked on consultation (asked_at) where answered_at is not null;
    create index waiver_at on waiver (at);

    create function hold_contractor(contractor uuid) returns void language sql volatile as $$
      select pg_advisory_xact_lock(-2, hashtext(contractor::text))
    $$;
    comment on function hold_contractor is 'whoever bans waits for decisions on works of this contractor, and they for the ban';

    create function contractor_is_banned(contractor uuid, day date) returns boolean
    language plpgsql volatile security definer set search_path = public, pg_temp as $$
    begin
      perform pg_advisory_xact_lock_shared(-2, hashtext(contractor::text));
      return exists (select 1 from contractor_ban b
                     where b.contractor_id = contractor and b.lifted_at is null
                       and b.banned_from <= day and (b.banned_until is null or b.banned_until >= day));
    end $$;
    comment on function contractor_is_banned is 'as the owner: a ban that the asker does not see holds all the same';
    revoke execute on function contractor_is_banned(uuid, date) from public;
    grant execute on function contractor_is_banned(uuid, date) to nasaq_app;

    grant select, insert on contractor_ban to nasaq_app;
    grant update (lifted_at, lifted_by, lift_reason) on contractor_ban to nasaq_app;
    alter table contractor_ban enable row level security;
    ${policies.map((policy, n) => `create policy office_${n} on contractor_ban ${policy};`).join('\n')}
    create trigger change_told after insert or update or delete or truncate on contractor_ban
      for each statement execute function tell_change('bans');
    ${notedBans}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop index works_contractor, permit_issued, consultation_asked, waiver_at;
    drop function contractor_is_banned(uuid, date);
    drop function hold_contractor(uuid);
    drop table contractor_ban;
    drop function note_ban();
  `)
}
