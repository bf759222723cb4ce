import type { Knex } from 'knex'

/**
 * What is owed for a violation stands against a clearance as a defect does: whoever dug is not let go before it is settled.
 * One that is only proposed concerns nobody yet.
 */
const violations = `
  union all
  select 4, 'violation', v.id, v.number, v.at from violation v
  where v.works_id = asked and v.state in ('warned','claimed','issued','objected','due')`

const standsOpen = (more: string) => `
  create or replace function stands_open(asked uuid) returns table (kind text, id uuid, number text, since timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
    select o.kind, o.id, o.number, o.since from (
      select 1 as place, 'report' as kind, r.id, r.number, r.created_at as since from report r
      where r.works_id = asked and r.status in ('received','routed','in_progress','disputed')
      union all
      select 2, 'defect', d.id, d.number, d.opened_at from defect d
      where d.works_id = asked and d.state in ('open','mended')
      union all
      select 3, 'sample', s.id, s.number, s.recorded_at from sample s
      where s.works_id = asked and s.outcome is null and s.voided_at is null ${more}
    ) o order by o.place, o.since, o.id
  $$;
`

export async function up(db: Knex): Promise<void> {
  await db.raw(standsOpen(violations))
}

export async function down(db: Knex): Promise<void> {
  await db.raw(standsOpen(''))
}
