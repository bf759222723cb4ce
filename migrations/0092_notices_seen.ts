import type { Knex } from 'knex'

/**
 * Whoever may see the subject of a notice is asked again when it is read, of every type of subject: of works, cases and calls
 * alone until now, so that reasons of a report stayed with an organisation that it was taken from, and whoever had moved to
 * another organisation kept what their former one was told of.
 *
 * Most have row security of their own that says the same. A report is shown to everybody, and its words to those who deal with
 * it; an organisation is no secret either, and its notices are its people's alone. A type that is not named here is shown to nobody.
 */
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const agency = "(select nullif(current_setting('nasaq.agency', true), '')::uuid)"
const role = "(select current_setting('nasaq.role', true))"
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"
const everywhere = "(select current_setting('nasaq.ground', true)) = '*'"
const ground = "(select nullif(nullif(current_setting('nasaq.ground', true), ''), '*'))::uuid[]"

const before = `
  when 'works' then exists (select 1 from works w where w.id = subject_id)
  when 'case' then sees_case(subject_id)
  when 'call' then exists (select 1 from interest_call c where c.id = subject_id)`

const shown = (seen: string) =>
  `alter policy notices_0 on notice using (user_id = ${user} and case subject_type ${seen} end)`

export async function up(db: Knex): Promise<void> {
  await db.raw(
    shown(`${before}
      when 'agency' then subject_id = ${agency}
      when 'ban' then exists (select 1 from contractor_ban b where b.id = subject_id)
      when 'defect' then exists (select 1 from defect d where d.id = subject_id)
      when 'sample' then exists (select 1 from sample s where s.id = subject_id)
      when 'quality' then subject_id = ${agency} or ${role} in ('planner','admin') and ${everywhere}
      when 'violation' then exists (select 1 from violation v where v.id = subject_id)
      when 'meeting' then exists (select 1 from meeting m where m.id = subject_id)
      when 'report' then ${plans} and exists (
        select 1 from report r where r.id = subject_id and (r.agency_id = ${agency}
          or ${role} in ('planner','inspector','admin') and (${everywhere} or r.municipality_id = any (${ground}))))
      else false`),
  )
}

export async function down(db: Knex): Promise<void> {
  await db.raw(shown(`${before} else true`))
}
