import type { Knex } from 'knex'

/**
 * Where the plan of samples of a works stands is asked by its lifecycle, whoever looks at it. The function told each sample by
 * its id to whoever could call it: now it names them to the parties of the works, to laboratories, which have to know what to
 * sample, and to the service itself. Others are told how many there are and how they ended, under stand-ins that lead nowhere.
 */
const definer = 'security definer set search_path = public, pg_temp'
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"

const samplesOf = (body: string, comment: string) => `
  create or replace function samples_of(works uuid)
    returns table (id uuid, kind text, layer text, outcome text, is_void boolean, due_on date, retest_of uuid)
  language sql stable ${definer} as $$ ${body} $$;
  comment on function samples_of is '${comment}';
`

const asking = `
  with numbered as (
    select s.*, ('00000000-0000-4000-8000-' || lpad((row_number() over (order by s.id))::text, 12, '0'))::uuid as stand_in
    from sample s where s.works_id = works
  )
  select case when p.told then s.id else s.stand_in end, s.kind, s.layer, s.outcome, s.voided_at is not null, s.due_on,
         case when p.told then s.retest_of else f.stand_in end
  from (select is_party_of(works) or exists (
          select 1 from organisation o where o.id = ${agency} and o.kind = 'laboratory') as told) p
  cross join numbered s left join numbered f on f.id = s.retest_of
  where asked_by_owner() or ${plans}`

const asBefore = `
  select s.id, s.kind, s.layer, s.outcome, s.voided_at is not null, s.due_on, s.retest_of
  from sample s where s.works_id = works and current_setting('nasaq.plans', true) = 'yes'`

export async function up(db: Knex): Promise<void> {
  await db.raw(
    samplesOf(
      asking,
      'by name to the parties of the works and to laboratories; to others, how many and how they ended',
    ),
  )
}

export async function down(db: Knex): Promise<void> {
  await db.raw(
    samplesOf(
      asBefore,
      'where the plan of a works stands, whoever tested what: a laboratory sees its own samples only',
    ),
  )
}
