import type { Knex } from 'knex'

/**
 * Whoever may see the subject of a notice is asked again when it is read, of every type of subject: of works, cases and calls
 * alone until now, so that reasons of a report stayed with an organisation that it was taken from, and whoever had moved to
 * another organisation kept what their former one was told of.
 *
 * Most have row security of their own that says the same. A report is shown to everybody, and its words to those who deal with
 * it; an organisation is no secret either, and its notices are its people's alone. A type that is not named here is shown to nobody.
 *
 * It is a function, as whoever asks: what row security says of eleven tables would be planned anew by every request.
 */
const user = "(select nullif(current_setting('nasaq.user', true), '')::uuid)"
const agency = "nullif(current_setting('nasaq.agency', true), '')::uuid"
const role = "current_setting('nasaq.role', true)"
const plans = "current_setting('nasaq.plans', true) = 'yes'"
const everywhere = "current_setting('nasaq.ground', true) = '*'"
const ground = "nullif(nullif(current_setting('nasaq.ground', true), ''), '*')::uuid[]"

const before = `case subject_type
  when 'works' then exists (select 1 from works w where w.id = subject_id)
  when 'case' then sees_case(subject_id)
  when 'call' then exists (select 1 from interest_call c where c.id = subject_id)
  else true end`

const shown = (seen: string) => `alter policy notices_0 on notice using (user_id = ${user} and ${seen})`

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function sees_subject(of_type text, subject uuid) returns boolean language plpgsql stable as $$
    begin
      case of_type
        when 'works' then return exists (select 1 from works w where w.id = subject);
        when 'agency' then return subject = ${agency};
        when 'case' then return sees_case(subject);
        when 'call' then return exists (select 1 from interest_call c where c.id = subject);
        when 'ban' then return exists (select 1 from contractor_ban b where b.id = subject);
        when 'defect' then return exists (select 1 from defect d where d.id = subject);
        when 'sample' then return exists (select 1 from sample s where s.id = subject);
        when 'quality' then return subject = ${agency} or ${role} in ('planner','admin') and ${everywhere};
        when 'violation' then return exists (select 1 from violation v where v.id = subject);
        when 'meeting' then return exists (select 1 from meeting m where m.id = subject);
        when 'report' then return ${plans} and exists (
          select 1 from report r where r.id = subject and (r.agency_id = ${agency}
            or ${role} in ('planner','inspector','admin') and (${everywhere} or r.municipality_id = any (${ground}))));
        else return false;
      end case;
    end $$;
    comment on function sees_subject is 'what row security shows of the subject of a notice to whoever reads it';
    revoke execute on function sees_subject(text, uuid) from public;
    grant execute on function sees_subject(text, uuid) to nasaq_app;
    ${shown('sees_subject(subject_type, subject_id)')};
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`${shown(before)}; drop function sees_subject(text, uuid)`)
}
