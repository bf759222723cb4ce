import type { Knex } from 'knex'

/**
 * The solution of a report is not disputed any more once an inspector has accepted the mend of every defect that the visit made for it
 * found. Who is cleared waits for no dispute that nobody can raise: whoever clears, or asks what stands against it, does not see
 * every visit and defect, and is told this alone of them.
 */
const plans = "(select current_setting('nasaq.plans', true)) = 'yes'"

export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create function dispute_ruled_out(asked uuid) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
      select (asked_by_owner() or ${plans}) and coalesce((
        -- one that was taken back was none, and proves nothing
        select bool_or(d.state = 'verified') and bool_and(d.state in ('verified','withdrawn'))
        from visit v join defect d on d.inspection_id = v.inspection_id
        where v.report_id = asked), false)
    $$;
    comment on function dispute_ruled_out is 'whether the defects that a report led to were verified: its solution has been judged';
    revoke execute on function dispute_ruled_out(uuid) from public;
    grant execute on function dispute_ruled_out(uuid) to nasaq_app;
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop function dispute_ruled_out(uuid)')
}
