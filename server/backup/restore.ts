import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { migrations } from '../../migrations/index.ts'
import { attach } from '../database/attach.ts'
import type { Db } from '../database/connect.ts'
import { hasEmbedded, loadEmbedded } from '../database/dump-embedded.ts'
import { loadServer, refuseInUse } from '../database/dump-server.ts'
import { factsOf } from '../database/facts.ts'
import { openEngineOf } from '../database/folder.ts'
import { migrate } from '../database/migrate.ts'
import { Refused } from '../database/refused.ts'
import type { Env } from '../env.ts'
import { foldersIn, syncFolder } from '../media/folder.ts'
import type { RulePack } from '../policy/contract.ts'
import { verify } from '../verify.ts'
import type { Say } from './back-up.ts'
import { copyWhole, sumOf, syncBelow } from './files.ts'
import { type Manifest, parts, readBackup } from './manifest.ts'
import { placeSecret, secretIs } from './place-secret.ts'

interface Restoring {
  pack: RulePack
  replace: boolean
  now: Date
  say: Say
}

/**
 * Puts a backup in place and proves what is stored then; gives whether all is well. Nothing is touched before the whole
 * backup has been read and its place been found free. The photos come before the database, so that no row is ever there
 * without its files; those that are there and not in the backup stay.
 */
export async function restore(env: Env, folder: string, { pack, replace, now, say }: Restoring): Promise<boolean> {
  const from = resolve(folder)
  const manifest = await readBackup(from)
  say(
    `backup  made ${manifest.madeAt}  engine ${manifest.engine} ${manifest.engineVersion}  files ${manifest.files.length}`,
  )
  refuseUnfit(env, manifest)
  await refuseTaken(env, from, { manifest, replace })
  const aside = join(resolve(env.NASAQ_DATA_DIR), `replaced-${now.toISOString().replace(/[:.]/g, '-')}`)
  await mkdir(env.NASAQ_DATA_DIR, { recursive: true, mode: 0o700 })
  say(`photos  files restored ${await placePhotos(env, from, manifest)}`)
  const secret = await placeSecret(env, from, { manifest, aside })
  say(`secret  ${secret.said}`)
  try {
    await placeDatabase(env, join(from, parts.database), { manifest, aside })
  } catch (error) {
    // the database that was here goes on, with its own secret
    await secret.takeBack()
    throw error
  }
  await syncFolder(env.NASAQ_DATA_DIR)
  if (existsSync(aside)) say(`What was there before lies in ${aside}: delete it when nobody needs it any more.`)
  return proved(env, { pack, manifest, say })
}

/** Throws for a backup that this build or this engine cannot take. */
function refuseUnfit(env: Env, { engine, migrations: run }: Manifest): void {
  const here = env.DATABASE_URL ? 'server' : 'embedded'
  if (engine !== here)
    throw new Refused(
      engine === 'server'
        ? 'The backup is of a PostgreSQL server: set DATABASE_URL to the database that it is to be restored to.'
        : 'The backup is of the embedded engine, and DATABASE_URL is set: it cannot be restored to a PostgreSQL server.',
    )
  const unknown = run.filter((name) => !(name in migrations))
  if (unknown.length > 0)
    throw new Refused(`The backup is of a newer Nasaq than this one, which does not know ${unknown.join(', ')}.`)
}

/** Throws where a service is at work, or where something would be replaced and that was not asked for. */
async function refuseTaken(env: Env, from: string, { manifest, replace }: { manifest: Manifest; replace: boolean }) {
  const dataDir = env.NASAQ_DATA_DIR
  if (await openEngineOf(dataDir)) throw new Refused(`A service has the data folder ${dataDir} open: stop it first.`)
  if (!env.DATABASE_URL && hasEmbedded(dataDir) && !replace)
    throw new Refused(`There is a database in the data folder ${dataDir}. With --replace it is put aside.`)
  if (!replace && manifest.secret === 'file' && (await secretIs(env, from)) === 'another')
    throw new Refused(`The secret in ${dataDir} is another than the backup’s. With --replace it is put aside.`)
  if (!env.DATABASE_URL) return
  const { db, close } = await attach(env)
  try {
    await refuseInUse(db, replace)
    if (!replace) await refuseShared(join(dataDir, parts.media), manifest)
  } finally {
    await close()
  }
}

/** Two databases of one id would take each other's photos for orphans, where both are served from one data folder. */
async function refuseShared(mediaDir: string, { databaseId }: Manifest): Promise<void> {
  if (databaseId === null || !(await foldersIn(mediaDir)).includes(databaseId)) return
  throw new Refused(
    `The photos of the database that was backed up lie in ${mediaDir}. Where it is still served from there, give the restored one a data folder of its own (NASAQ_DATA_DIR). Where it is gone, restore with --replace.`,
  )
}

async function placePhotos(env: Env, from: string, { files }: Manifest): Promise<number> {
  let placed = 0
  for (const { path, sha256 } of files.filter((file) => file.path.startsWith(`${parts.media}/`))) {
    const to = join(env.NASAQ_DATA_DIR, path)
    if (existsSync(to) && (await sumOf(to)).sha256 === sha256) continue
    await copyWhole(join(from, path), to)
    await syncFolder(dirname(to))
    placed += 1
  }
  return placed
}

async function placeDatabase(env: Env, dump: string, { manifest, aside }: { manifest: Manifest; aside: string }) {
  if (env.DATABASE_URL) return loadServer(env.DATABASE_URL, dump)
  const look = async (db: Db) => {
    const differing = await differingFrom(db, manifest)
    if (differing.length > 0) throw new Refused(`The dump does not hold what the backup says: ${differing.join(', ')}.`)
  }
  await loadEmbedded(env.NASAQ_DATA_DIR, dump, {
    ...{ aside, look },
    sync: (folder, depth) => (depth === 'all' ? syncBelow(folder) : syncFolder(folder)),
  })
}

/** The tables that have another number of rows than in the backup. */
async function differingFrom(db: Db, { counts }: Manifest): Promise<string[]> {
  const found = (await factsOf(db)).counts
  return [...new Set([...Object.keys(counts), ...Object.keys(found)])].filter((name) => counts[name] !== found[name])
}

async function proved(env: Env, { pack, manifest, say }: { pack: RulePack; manifest: Manifest; say: Say }) {
  const { db, close } = await attach(env)
  try {
    const differing = await differingFrom(db, manifest)
    say(`database  tables ${Object.keys(manifest.counts).length}  differing ${differing.length}`)
    for (const name of differing) say(`  ${name}`)
    const newer = await migrate(db)
    if (newer.length > 0) say(`migrated  ${newer.join(', ')}`)
    return (await verify({ db, pack, env })) && differing.length === 0
  } finally {
    await close()
  }
}
