import type { Knex } from 'knex'

/**
 * A laboratory records samples of works whose ground has been opened, says the service; row security asked of which kind the
 * laboratory is and nothing of the works, so that a sample of another's draft could be written by whoever knew its id. What a
 * policy asks of works is asked under their own row security: a laboratory has to see them.
 */
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"

const ownLaboratory = `${role} = 'consultant' and laboratory_id = ${agency}
  and exists (select 1 from organisation o where o.id = laboratory_id and o.kind = 'laboratory')`
const charged = `${role} in ('planner','admin') and exists (
  select 1 from works w where w.id = works_id and (${everywhere} or w.municipality_id = any (${ground})))`
/** As `take.ts` asks it. */
const opened = `exists (select 1 from works w where w.id = works_id
  and w.status in ('in_progress','suspended','reinstated','in_guarantee'))`

const insert = (who: string) =>
  `alter policy laboratory_1 on sample with check (voided_at is null and outcome is null and (${who}))`

export async function up(db: Knex): Promise<void> {
  await db.raw(insert(`(${ownLaboratory} or ${charged}) and ${opened}`))
}

export async function down(db: Knex): Promise<void> {
  await db.raw(insert(`${ownLaboratory} or ${charged}`))
}
