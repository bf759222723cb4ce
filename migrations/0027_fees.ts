import type { Knex } from 'knex'

/**
 * What permits cost, and what became of it. A fee keeps the parts that it was put together from, so that it can be explained
 * when the rates are others. The database itself refuses a permit while a fee is open, one payment more than one for a
 * fee, and whoever has to pay the word that they have paid.
 *
 * What was approved before there were fees is asked for none.
 */
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"
const writers = `${role} in ('planner','utility','admin')`
const office = `${role} in ('planner','admin')`
const decided = `${office} and exists (
  select 1 from works w where w.id = works_id and (${everywhere} or w.municipality_id = any (${ground})))`
/** As `works.change` of the policy: its own works, or as an office on ground that the works touches. */
const changed = `(${writers} and exists (select 1 from works w where w.id = works_id and w.agency_id = ${agency})
  or ${office} and exists (
    select 1 from works w where w.id = works_id and (${everywhere} or w.municipality_ids && ${ground})))`
const seenFee = 'exists (select 1 from fee f where f.id = fee_id)'

const policies = [
  `fee for select using (${changed})`,
  `fee for insert with check (${changed} and (state = 'due' or state = 'waived' and amount = 0))`,
  `fee for update using (${decided})`,
  // who pays may give up, and never say that they have paid
  `fee for update using (${changed}) with check (state in ('due','failed','void','refunding'))`,
  `payment for select using (${seenFee})`,
  `payment for insert with check (${seenFee} and (state = 'open' or state = 'paid' and ${office}))`,
  `payment for update using (${seenFee}) with check (state in ('open','refunding') or ${office})`,
]
const tables = ['fee', 'payment']

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table fee (
      id uuid primary key,
      works_id uuid not null references works on delete cascade,
      kind text not null check (kind in ('permit','extension')),
      state text not null check (state in ('due','failed','paid','waived','refunding','refunded','void')),
      amount bigint not null check (amount >= 0),
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      road_class text not null,
      parts jsonb not null,
      due_at timestamptz not null,
      settled_at timestamptz,
      settled_by uuid references app_user,
      reason text,
      refund_amount bigint check (refund_amount between 0 and amount),
      check ((settled_at is not null) = (state in ('paid','waived','refunding','refunded'))),
      check (state not in ('refunding','refunded') or refund_amount is not null),
      check (state <> 'waived' or amount = 0 or reason is not null)
    );
    create index fee_works on fee (works_id, due_at, id);
    create unique index fee_open on fee (works_id, kind) where state in ('due','failed');
    comment on column fee.amount is 'in the smallest unit of the currency';
    comment on column fee.parts is 'what it was put together from, as the rates were then';

    create table payment (
      id uuid primary key,
      fee_id uuid not null references fee on delete cascade,
      provider text not null,
      reference text,
      state text not null check (state in ('open','failed','paid','refunding','refunded')),
      amount bigint not null check (amount > 0),
      refund_amount bigint check (refund_amount between 0 and amount),
      created_at timestamptz not null,
      created_by uuid references app_user,
      heard_at timestamptz,
      unique (provider, reference),
      check (state not in ('refunding','refunded') or refund_amount is not null)
    );
    create index payment_fee on payment (fee_id, created_at, id);
    create unique index payment_once on payment (fee_id) where state = 'paid';
    create index payment_to_pay_back on payment (id) where state = 'refunding';
    comment on table payment is 'tries to pay a fee; no card and no account of anybody is ever here';

    create function refuse_unpaid_permit() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if exists (select 1 from fee where works_id = new.id and kind = 'permit' and state in ('due','failed')) then
        raise exception 'the fee of works % is open', new.number using errcode = 'check_violation', constraint = 'works_fee';
      end if;
      return null;
    end $$;
    create trigger permit_paid after update of status on works for each row
      when (new.status = 'permitted' and old.status is distinct from 'permitted')
      execute function refuse_unpaid_permit();

    create function refuse_unpaid_issue() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      if exists (select 1 from fee where works_id = new.works_id and kind = 'permit' and state in ('due','failed')) then
        raise exception 'the fee of permit % is open', new.number using errcode = 'check_violation', constraint = 'permit_fee';
      end if;
      return new;
    end $$;
    comment on function refuse_unpaid_issue is 'an emergency is granted its permit without another status';
    create trigger permit_issued_paid before insert on permit for each row execute function refuse_unpaid_issue();

    insert into fee (id, works_id, kind, state, amount, currency, road_class, parts, due_at, settled_at)
    select gen_random_uuid(), w.id, 'permit', 'waived', 0, 'NIL', coalesce(w.road_class, 'unknown'), '[]', w.updated_at, w.updated_at
    from works w
    where w.status = 'approved'
       or w.notified_at is not null and w.submitted_at is not null
          and not exists (select 1 from permit p where p.works_id = w.id);

    grant select, insert, update on ${tables.join(', ')} to nasaq_app;
    ${tables.map((table) => `alter table ${table} enable row level security;`).join('\n')}
    ${policies.map((policy, n) => `create policy fees_${n} on ${policy};`).join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger permit_paid on works;
    drop function refuse_unpaid_permit();
    drop trigger permit_issued_paid on permit;
    drop function refuse_unpaid_issue();
    drop table payment, fee;
  `)
}
