import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EmbeddedEngine } from './embedded.ts'
import { ensureLeakproof } from './leakproof.ts'
import { migrate } from './migrate.ts'
import { openEmbedded } from './open-embedded.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const migrations = join(root, 'migrations')
const cache = join(root, '.cache')

/** The schema's version: what the migrations say and which engine they were run by. */
export function schemaVersion(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrations)
    .filter((name) => /^\d+.*\.ts$/.test(name))
    .sort())
    hash.update(file).update(readFileSync(join(migrations, file)))
  const require = createRequire(import.meta.url)
  for (const part of ['@electric-sql/pglite', '@electric-sql/pglite-postgis'])
    hash.update(readFileSync(join(require.resolve(part), '../../package.json')))
  return hash.digest('hex').slice(0, 16)
}

/**
 * The migrated, empty database as a gzipped dump, made once per schema version: a new database starts from it in
 * seconds instead of the fifteen that PostGIS takes to install itself.
 */
export async function ensureTemplate(): Promise<string> {
  const path = join(cache, `schema-${schemaVersion()}.tar.gz`)
  if (existsSync(path)) return path
  mkdirSync(cache, { recursive: true })
  const socketDir = mkdtempSync(join(tmpdir(), 'nasaq-'))
  const engine = new EmbeddedEngine({ socketDir, statementLimit: 120_000 })
  const database = openEmbedded(engine)
  try {
    await migrate(database.db)
    await ensureLeakproof(database.db)
    await engine.dump(path)
  } finally {
    await database.close()
    rmSync(socketDir, { recursive: true, force: true })
  }
  return path
}
