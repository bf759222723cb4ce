import type { Knex } from 'knex'

/**
 * Says on a channel which kind of thing a transaction has changed, once it has committed and to every process at once.
 * By statement, so that nothing that writes can forget it; a kind and nothing else, so that nobody learns what is not
 * theirs. The same said several times in a transaction is told once.
 */
const told = {
  works: 'works',
  conflict: 'conflicts',
  report: 'reports',
  opportunity: 'opportunities',
  constraint_area: 'restrictions',
  protected_surface: 'restrictions',
  street: 'streets',
} as const

export async function up(db: Knex): Promise<void> {
  const triggers = Object.entries(told).map(
    ([table, kind]) =>
      `create trigger change_told after insert or update or delete or truncate on ${table}
         for each statement execute function tell_change('${kind}');`,
  )
  await db.raw(`
    create function tell_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('nasaq_change', tg_argv[0]);
      return null;
    end $$;
    comment on function tell_change is 'tells every process which kind of thing has changed, when the transaction commits';
    ${triggers.join('\n')}
  `)
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${Object.keys(told)
      .map((table) => `drop trigger change_told on ${table};`)
      .join('\n')}
    drop function tell_change();
  `)
}
