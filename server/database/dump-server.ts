import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db } from './connect.ts'
import { tableNames } from './facts.ts'
import { reaching, run, start } from './programs.ts'
import { Refused } from './refused.ts'
import { rows } from './sql.ts'

const before = fileURLToPath(new URL('./empty.sql', import.meta.url))

const patient = `
  select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`

/** Writes a dump in PostgreSQL's custom format, and gives what `look` sees at the very instant of it. */
export async function dumpServer<Seen>(
  db: Db,
  databaseUrl: string,
  to: string,
  look: (snapshot: Db) => Promise<Seen>,
): Promise<Seen> {
  const { url, env } = reaching(databaseUrl)
  const atOneInstant = async (trx: Db) => {
    await rows(trx, patient)
    const [exported] = await rows<{ name: string }>(trx, 'select pg_export_snapshot() as name')
    const seen = await look(trx)
    const what = ['--format=custom', '--no-owner', `--snapshot=${exported?.name}`]
    await run('pg_dump', [...what, `--file=${to}`, `--dbname=${url}`], env)
    return seen
  }
  return db.transaction(atOneInstant, { isolationLevel: 'repeatable read', readOnly: true })
}

/** Throws where a service works on this database, or where it has tables and may not be replaced. */
export async function refuseInUse(db: Db, mayReplace: boolean): Promise<void> {
  const others = await rows(
    db,
    `select pid from pg_stat_activity
     where datname = current_database() and application_name in ('nasaq', 'nasaq listening') and pid <> pg_backend_pid()`,
  )
  if (others.length > 0) throw new Refused('A service has this database open: stop it first, on every machine.')
  const tables = await tableNames(db)
  if (tables.length > 0 && !mayReplace)
    throw new Refused(
      `The database is not empty: it has ${tables.length} tables. With --replace they are deleted, and nothing brings them back \
but a backup of them: make one first.`,
    )
}

/**
 * Puts a dump in the place of everything that is in the database, in one transaction: one that fails leaves the database
 * as it was. Extensions are not the dump's to make: only a superuser may, and what is there stays.
 */
export async function loadServer(databaseUrl: string, from: string): Promise<void> {
  const { url, env } = reaching(databaseUrl)
  const folder = mkdtempSync(join(tmpdir(), 'nasaq-'))
  try {
    const list = join(folder, 'list')
    const contents = (await run('pg_restore', ['--list', from])).split('\n')
    writeFileSync(
      list,
      contents.filter((line) => !/ EXTENSION | TABLE DATA public spatial_ref_sys /.test(line)).join('\n'),
    )
    const reading = start('pg_restore', ['--no-owner', `--use-list=${list}`, '--file=-', from], env, true)
    const how = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--single-transaction']
    const writing = start('psql', [...how, `--file=${before}`, '--file=-', `--dbname=${url}`], env)
    reading.child.stdin?.end()
    // an end of what is read would commit it: only a whole reading may end
    if (writing.child.stdin) reading.child.stdout?.pipe(writing.child.stdin, { end: false })
    writing.end.catch(() => reading.child.kill())
    await reading.end.then(
      () => writing.child.stdin?.end(),
      () => writing.child.kill(),
    )
    await Promise.all([writing.end, reading.end])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
