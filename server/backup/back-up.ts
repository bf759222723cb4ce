import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { attach } from '../database/attach.ts'
import type { Db } from '../database/connect.ts'
import { dumpEmbedded, hasEmbedded } from '../database/dump-embedded.ts'
import { dumpServer } from '../database/dump-server.ts'
import { type Facts, factsOf, tableNames } from '../database/facts.ts'
import { Refused } from '../database/refused.ts'
import type { Env } from '../env.ts'
import { photoSizes } from '../media/contract.ts'
import { photoName, syncFolder } from '../media/folder.ts'
import { secretFile } from '../notifications/webhooks/secret.ts'
import { copyWhole, filesBelow, sumOf, syncBelow } from './files.ts'
import { type Manifest, parts, writeManifest } from './manifest.ts'

export type Say = (line: string) => void

/**
 * Writes a backup to a new folder, which has its name only once everything is in it and on the disk. The database goes
 * first and the photos after it: a photo's files are there before its row, and stay as long as it does. Gives whether
 * every photo of the database has its files in the backup.
 */
export async function backUp(env: Env, folder: string, { now, say }: { now: Date; say: Say }): Promise<boolean> {
  const to = resolve(folder)
  refuseToWriteOver(to)
  if (!env.DATABASE_URL && !hasEmbedded(env.NASAQ_DATA_DIR))
    throw new Refused(`There is no database in the data folder ${env.NASAQ_DATA_DIR}.`)
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const part = await mkdtemp(`${to}.unfinished-`)
  try {
    const { photoIds, ...facts } = await dumpDatabase(env, join(part, parts.database))
    await chmod(join(part, parts.database), 0o600)
    const photos = await copyPhotos(env, facts.databaseId, part)
    const secret = await copySecret(env, part)
    const files: Manifest['files'] = []
    for (const path of await filesBelow(part)) files.push({ path, ...(await sumOf(join(part, path))) })
    const engine = env.DATABASE_URL ? 'server' : 'embedded'
    const manifest: Manifest = { format: 1, madeAt: now.toISOString(), engine, ...facts, secret, files }
    await writeManifest(part, manifest)
    await syncBelow(part)
    refuseToWriteOver(to)
    await rename(part, to)
    await syncFolder(dirname(to))
    tell(say, to, manifest)
    return tellMissing(say, missingOf(photoIds, photos))
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
}

function refuseToWriteOver(to: string): void {
  if (existsSync(to))
    throw new Refused(`${to} is there already, and a backup is never written over: name a new folder.`)
}

type Seen = Facts & { photoIds: string[] }

async function dumpDatabase(env: Env, to: string): Promise<Seen> {
  const look = async (db: Db): Promise<Seen> => {
    if (!(await tableNames(db)).includes('database_identity'))
      throw new Refused('There is nothing to back up: the database has no tables of Nasaq.')
    return { ...(await factsOf(db)), photoIds: await db('photo').pluck<string[]>('id') }
  }
  const { db, close } = await attach(env)
  try {
    return env.DATABASE_URL
      ? await dumpServer(db, env.DATABASE_URL, to, look)
      : await dumpEmbedded(db, env.NASAQ_DATA_DIR, to, look)
  } finally {
    await close()
  }
}

/** The database's own photos, with what lies in their quarantine; those of its neighbours are backed up with them. Gives the names. */
async function copyPhotos(env: Env, databaseId: string | null, part: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  if (databaseId === null) return names
  const own = join(env.NASAQ_DATA_DIR, 'media', databaseId)
  for (const path of await filesBelow(own)) {
    const name = path.split('/').at(-1) ?? ''
    if (!photoName.test(name) || !(await isCopied(join(own, path), join(part, parts.media, databaseId, path)))) continue
    names.add(name)
  }
  return names
}

/** False for a file that a sweep took away meanwhile: it had no row, or it is told as missing. */
async function isCopied(from: string, to: string): Promise<boolean> {
  try {
    await copyWhole(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || existsSync(from)) throw error
    await rm(`${to}.part`, { force: true })
    return false
  }
}

async function copySecret(env: Env, part: string): Promise<Manifest['secret']> {
  if (env.NASAQ_SECRET) return 'setting'
  const path = secretFile(env.NASAQ_DATA_DIR)
  if (!existsSync(path)) return 'none'
  await copyWhole(path, join(part, parts.secret))
  return 'file'
}

function missingOf(photoIds: readonly string[], names: ReadonlySet<string>): string[] {
  return photoIds.filter((id) => !photoSizes.every((size) => names.has(`${id}-${size}.jpg`)))
}

const secretWords: Record<Manifest['secret'], string> = {
  file: 'holds the service’s secret, which opens the secrets of webhooks: keep this backup where only its operators can read it',
  setting: 'is not in this backup, since NASAQ_SECRET sets it: keep that one too, apart from this',
  none: 'has not been made yet',
}

function tell(say: Say, to: string, { counts, files, secret }: Manifest): void {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  say(`database  tables ${Object.keys(counts).length}  rows ${sum(Object.values(counts))}`)
  say(`photos  photos ${counts.photo ?? 0}  files ${files.filter(({ path }) => path.startsWith(parts.media)).length}`)
  say(`secret  ${secretWords[secret]}`)
  say(`${to}  bytes ${sum(files.map(({ bytes }) => bytes))}`)
}

const mostNamed = 20

function tellMissing(say: Say, missing: readonly string[]): boolean {
  if (missing.length === 0) return true
  say(`The backup is made, but files of ${missing.length} photos were not there to be backed up; verify names them:`)
  for (const id of missing.slice(0, mostNamed)) say(`  photo ${id}`)
  return false
}
