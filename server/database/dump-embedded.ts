import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from './connect.ts'
import { EmbeddedEngine, type EmbeddedOptions } from './embedded.ts'
import { openEngineOf, socketDirOf, unfinishedMark } from './folder.ts'
import { openEmbedded } from './open-embedded.ts'
import { clearBeside, databaseOf, finishPlacing, isCutOff, loadedBeside, putInPlace } from './place-embedded.ts'
import { Refused } from './refused.ts'
import { rows } from './sql.ts'

/** Statements of a backup count whole tables. */
const statementLimit = 600_000

/**
 * Whether a database lies there, or will once the next start finishes a restore that was cut off; one that was being filled when its
 * process ended is none. Only looks: a restore may be at work.
 */
export function hasEmbedded(dataDir: string): boolean {
  if (isCutOff(dataDir)) return true
  const database = databaseOf(dataDir)
  return existsSync(join(database, 'PG_VERSION')) && !existsSync(unfinishedMark(database))
}

/**
 * Writes the dump of the embedded database that `db` is a connection to, whether a service has it open or we do, and
 * gives what `look` sees in it. The files are copied while a transaction of ours has the turn: nobody else's statement
 * runs meanwhile, and the engine writes nothing of itself. The dump is then made of the copy, which has to open for that.
 */
export async function dumpEmbedded<Seen>(
  db: Db,
  dataDir: string,
  to: string,
  look: (copy: Db) => Promise<Seen>,
): Promise<Seen> {
  const copy = `${to}.copy`
  await db.transaction(async (trx) => {
    const isHeld = () => rows(trx, 'select 1')
    await rows(trx, 'checkpoint')
    // a guest that is silent for long loses its turn
    const speaking = setInterval(() => void isHeld().catch(() => undefined), 2000)
    await cp(databaseOf(dataDir), copy, { recursive: true }).finally(() => clearInterval(speaking))
    await isHeld()
  })
  try {
    return await within({ dataDir: copy }, async (engine, copied) => {
      const seen = await look(copied)
      await engine.dump(to)
      return seen
    })
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/**
 * Opens a dump as a new database beside the one of the data folder, and gives it the place of that one once `look` has
 * seen it and did not throw; the other goes to the folder `aside`. Nobody can open the data folder meanwhile.
 */
export async function loadEmbedded(
  dataDir: string,
  from: string,
  { look, ...placing }: { look: (loaded: Db) => Promise<void> } & Parameters<typeof putInPlace>[1],
): Promise<void> {
  if (await openEngineOf(dataDir)) throw new Refused(`A service has the data folder ${dataDir} open: stop it first.`)
  finishPlacing(dataDir)
  clearBeside(dataDir)
  const place = { dataDir: loadedBeside(dataDir), socketDir: socketDirOf(dataDir), template: from }
  try {
    await within(place, async (_engine, db) => look(db))
  } catch (error) {
    clearBeside(dataDir)
    throw error
  }
  await putInPlace(dataDir, placing)
}

/** An engine of our own, for as long as the work takes. */
async function within<Done>(
  { socketDir, ...place }: Omit<EmbeddedOptions, 'statementLimit' | 'socketDir'> & { socketDir?: string },
  work: (engine: EmbeddedEngine, db: Db) => Promise<Done>,
): Promise<Done> {
  const own = socketDir ?? mkdtempSync(join(tmpdir(), 'nasaq-'))
  const engine = new EmbeddedEngine({ ...place, socketDir: own, statementLimit })
  const { db, close } = openEmbedded(engine)
  try {
    await engine.ready()
    return await work(engine, db)
  } finally {
    await close()
    if (own !== socketDir) rmSync(own, { recursive: true, force: true })
  }
}
