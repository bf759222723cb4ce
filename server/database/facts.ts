import type { Db } from './connect.ts'
import { rows } from './sql.ts'

/** What tells one database from another, and whether all of it is there. */
export interface Facts {
  engineVersion: string
  /** Migrations that have run, in their order. */
  migrations: string[]
  /** The folder of its photos; null where it has never had one. */
  databaseId: string | null
  /** Rows by table. */
  counts: Record<string, number>
}

/** What belongs to an extension comes and goes with it. */
const ours = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and not exists (select 1 from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by 1`

/** The names of all tables but those of extensions. */
export async function tableNames(db: Db): Promise<string[]> {
  return (await rows<{ name: string }>(db, ours)).map(({ name }) => name)
}

/** Of a migrated database. Counting reads every table: for backups, not for requests. */
export async function factsOf(db: Db): Promise<Facts> {
  const [version] = await rows<{ version: string }>(db, `select current_setting('server_version') as version`)
  const [identity] = await rows<{ id: string }>(db, 'select id from database_identity')
  const migrations = await db('schema_migration').orderBy('name').pluck<string[]>('name')
  return {
    engineVersion: version?.version ?? '',
    migrations,
    databaseId: identity?.id ?? null,
    counts: await countsOf(db, await tableNames(db)),
  }
}

async function countsOf(db: Db, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const [counted] = (await db(table).count({ n: '*' })) as { n: number | string }[]
    counts[table] = Number(counted?.n)
  }
  return counts
}
