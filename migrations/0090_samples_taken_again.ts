import type { Knex } from 'knex'

/**
 * A sample that failed is taken again at its place, also by another laboratory: it has to know its number and where that was.
 * `samples_of` told neither. To others than parties and laboratories it names nothing, as before.
 */
const definer = 'security definer set search_path = public, pg_temp'
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"

/** What a function returns cannot be replaced. */
const samplesOf = (more: { columns: string; told: string }) => `
  drop function samples_of(uuid);
  create function samples_of(works uuid)
    returns table (id uuid, kind text, layer text, outcome text, is_void boolean, due_on date, retest_of uuid${more.columns})
  language sql stable ${definer} as $$
    with numbered as (
      select s.*, ('00000000-0000-4000-8000-' || lpad((row_number() over (order by s.id))::text, 12, '0'))::uuid as stand_in
      from sample s where s.works_id = works
    )
    select case when p.told then s.id else s.stand_in end, s.kind, s.layer, s.outcome, s.voided_at is not null, s.due_on,
           case when p.told then s.retest_of else f.stand_in end${more.told}
    from (select is_party_of(works) or exists (
            select 1 from organisation o where o.id = ${agency} and o.kind = 'laboratory') as told) p
    cross join numbered s left join numbered f on f.id = s.retest_of
    where asked_by_owner() or ${plans}
  $$;
  comment on function samples_of is 'by name to the parties of the works and to laboratories; to others, how many and how they ended';
  revoke execute on function samples_of(uuid) from public;
  grant execute on function samples_of(uuid) to nasaq_app;
`

export async function up(db: Knex): Promise<void> {
  const told = ', case when p.told then s.number end, case when p.told then s.place end'
  await db.raw(samplesOf({ columns: ', number text, place geometry(Point, 4326)', told }))
}

export async function down(db: Knex): Promise<void> {
  await db.raw(samplesOf({ columns: '', told: '' }))
}
