import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { engineKind, openDatabase, pack } from '../../testing/database.ts'
import { engineOfTests } from '../../testing/engines.ts'
import { now } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import { connect } from '../database/connect.ts'
import { unfinishedMark } from '../database/folder.ts'
import { migrate } from '../database/migrate.ts'
import { rows } from '../database/sql.ts'
import { type Env, readEnv } from '../env.ts'
import { ensureChecklists } from '../inspections/checklists/store.ts'
import { photoFile, photoFolder } from '../media/folder.ts'
import { insertPhoto, keepPhoto } from '../media/store.ts'
import { secretFile, serviceSecret } from '../notifications/webhooks/secret.ts'
import { backupCommand, restoreCommand } from './command.ts'
import { writeManifest } from './manifest.ts'

const folder = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
const backup = join(folder, 'backup')
const databases: string[] = []

/** A place for a whole installation: a data folder, and a new database on the server engine. */
async function place(name: string, more: NodeJS.ProcessEnv = {}): Promise<Env> {
  const { connection } = engineOfTests()
  const env = { NASAQ_DATA_DIR: join(folder, name), NASAQ_STATEMENT_LIMIT: '60000', ...more }
  if (typeof connection !== 'string') return readEnv(env)
  const database = `backup_${name}`
  const cluster = openDatabase()
  await cluster.raw('create database ??', [database]).finally(() => cluster.destroy())
  databases.push(database)
  return readEnv({ ...env, DATABASE_URL: connection.replace(/\/postgres$/, `/${database}`) })
}

const opened = (env: Env) =>
  connect({ databaseUrl: env.DATABASE_URL, dataDir: env.NASAQ_DATA_DIR, statementLimit: 60_000 })

/** An installation with an office, two photos and a secret. */
async function installation(name: string): Promise<Env> {
  const env = await place(name)
  const mediaDir = join(env.NASAQ_DATA_DIR, 'media')
  mkdirSync(mediaDir, { recursive: true })
  serviceSecret(undefined, env.NASAQ_DATA_DIR)
  const { db, close } = await opened(env)
  try {
    await migrate(db)
    await ensureRoot(db, pack)
    await ensureChecklists(db, now)
    for (const background of ['#888', '#345']) {
      const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background } })
        .png()
        .toBuffer()
      const { value } = await keepPhoto(await photoFolder(db, mediaDir), picture, pack.zone)
      if (value) await insertPhoto(db, value, { isPublic: true, now })
    }
  } finally {
    await close()
  }
  return env
}

async function asked<Row>(env: Env, text: string): Promise<Row[]> {
  const { db, close } = await opened(env)
  return rows<Row>(db, text).finally(close)
}

let told: string
beforeEach(() => {
  told = ''
})
const tell = (line: string) => {
  told += `${line}\n`
}
const printing = { say: tell, complain: tell }
const backUp = (env: Env, ...args: string[]) => backupCommand({ env, pack, args }, printing)

/** Puts a backup in place; what `verify` says at its end is told too. */
async function restore(env: Env, ...args: string[]): Promise<boolean> {
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told += String(text)
    return true
  })
  return restoreCommand({ env, pack, args }, printing).finally(() => write.mockRestore())
}

let env: Env
beforeAll(async () => {
  env = await installation('first')
  if (!(await backUp(env, backup))) throw new Error(told)
}, 300_000)
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  if (databases.length === 0) return
  const cluster = openDatabase()
  for (const database of databases) await cluster.raw('drop database ?? with (force)', [database])
  await cluster.destroy()
})

const photoFiles = (of: Env) =>
  (readdirSync(join(of.NASAQ_DATA_DIR, 'media'), { recursive: true }) as string[]).filter((name) =>
    name.endsWith('.jpg'),
  )

describe(`a backup on the ${engineKind()} engine`, () => {
  it('is restored to an empty place whole: rows, photos and secret, as verify finds', {
    timeout: 300_000,
  }, async () => {
    const empty = await place('empty')
    expect(await restore(empty, backup), told).toBe(true)
    expect(told).toMatch(/database {2}tables \d+ {2}differing 0/)
    expect(told).toContain('photos  photos 2  without_row 0  faulty 0')
    expect(photoFiles(empty)).toEqual(photoFiles(env))
    for (const path of [...photoFiles(env).map((name) => join('media', name)), 'secret'])
      expect(readFileSync(join(empty.NASAQ_DATA_DIR, path))).toEqual(readFileSync(join(env.NASAQ_DATA_DIR, path)))
    const photos = 'select id, width, created_at from photo order by id'
    expect(await asked(empty, photos)).toEqual(await asked(env, photos))
  })

  it('takes the place of what is there only where that is asked for', { timeout: 300_000 }, async () => {
    const other = await installation('other')
    const before = await asked(other, 'select id from photo order by id')
    expect(await restore(other, backup)).toBe(false)
    expect(told).toMatch(/--replace/)
    expect(await asked(other, 'select id from photo order by id')).toEqual(before)
    const secret = readFileSync(secretFile(other.NASAQ_DATA_DIR), 'utf8')

    await asked(other, 'create table newer (n integer)')
    expect(await restore(other, backup, '--replace'), told).toBe(true)
    expect(await asked(other, 'select id from photo order by id')).toEqual(
      await asked(env, 'select id from photo order by id'),
    )
    expect(await asked(other, `select to_regclass('newer') as newer`)).toEqual([{ newer: null }])
    const [aside = ''] = readdirSync(other.NASAQ_DATA_DIR).filter((name) => name.startsWith('replaced-'))
    expect(readFileSync(join(other.NASAQ_DATA_DIR, aside, 'secret'), 'utf8')).toBe(secret)
    expect(existsSync(join(other.NASAQ_DATA_DIR, aside, 'database'))).toBe(engineKind() === 'embedded')
    // the photos of the database that was there belong to another, and stay
    expect(photoFiles(other)).toHaveLength(8)
  })

  it('brings back photos whose files were lost or spoilt', { timeout: 300_000 }, async () => {
    const spoilt = await place('spoilt')
    await restore(spoilt, backup)
    const [lost = '', cut = ''] = photoFiles(spoilt).map((name) => join(spoilt.NASAQ_DATA_DIR, 'media', name))
    rmSync(lost)
    writeFileSync(cut, 'cut')
    told = ''
    expect(await restore(spoilt, backup, '--replace'), told).toBe(true)
    expect(told).toContain('photos  files restored 2')
  })

  it('is made while a service has the database open, and restored only once it has not', {
    timeout: 300_000,
  }, async () => {
    const running = await opened(env)
    try {
      const [photo] = await rows<{ id: string }>(running.db, 'select id from photo limit 1')
      const second = join(folder, 'second')
      expect(await backUp(env, second), told).toBe(true)
      expect(await restore(env, second, '--replace')).toBe(false)
      expect(told).toMatch(/open: stop it first/)
      expect(await rows(running.db, 'select id from photo limit 1')).toEqual([photo])
    } finally {
      await running.close()
    }
  })

  it('is never written over, and leaves nothing half made', async () => {
    const manifest = readFileSync(join(backup, 'manifest.json'))
    expect(await backUp(env, backup)).toBe(false)
    expect(told).toMatch(/never written over/)
    expect(readFileSync(join(backup, 'manifest.json'))).toEqual(manifest)
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
  })

  it('is made of what is there, and names a photo without its files', { timeout: 120_000 }, async () => {
    const poor = await place('poor')
    await restore(poor, backup)
    const [{ id = '' } = {}] = await asked<{ id: string }>(poor, 'select id from photo')
    const [{ database = '' } = {}] = await asked<{ database: string }>(
      poor,
      'select id as database from database_identity',
    )
    rmSync(photoFile(join(poor.NASAQ_DATA_DIR, 'media', database), id, 'small'))
    told = ''
    expect(await backUp(poor, join(folder, 'poorer'))).toBe(false)
    expect(told).toContain(`photo ${id}`)
    expect(existsSync(join(folder, 'poorer', 'manifest.json'))).toBe(true)
  })

  it('of an installation that does not exist is refused, and makes none', async () => {
    const nowhere = await place('nowhere')
    expect(await backUp(nowhere, join(folder, 'nothing'))).toBe(false)
    expect(told).toMatch(/There is no database|nothing to back up/)
    expect(existsSync(nowhere.NASAQ_DATA_DIR)).toBe(false)
    expect(existsSync(join(folder, 'nothing'))).toBe(false)
  })
})

describe(`a backup that is not as it was made, on the ${engineKind()} engine`, () => {
  let damaged: string
  let target: Env
  beforeAll(async () => {
    target = await place('target')
  })
  beforeEach(() => {
    damaged = mkdtempSync(join(folder, 'damaged-'))
    cpSync(backup, damaged, { recursive: true })
  })

  const flip = (path: string, at: number) => {
    const bytes = readFileSync(join(damaged, path))
    bytes[at] = (bytes[at] as number) ^ 1
    writeFileSync(join(damaged, path), bytes)
  }
  const aPhoto = () =>
    (readdirSync(damaged, { recursive: true }) as string[]).find((name) => name.endsWith('.jpg')) ?? ''
  const rewritten = (change: (text: string) => string) => {
    const path = join(damaged, 'manifest.json')
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  }

  it.each([
    ['a changed byte of the database', () => flip('database.dump', 5000), /database\.dump was changed/],
    ['a changed byte of a photo', () => flip(aPhoto(), 20), /\.jpg was changed/],
    ['a changed byte of the secret', () => flip('secret', 3), /secret was changed/],
    ['a photo that is missing', () => rmSync(join(damaged, aPhoto())), /\.jpg is missing/],
    ['a database that was cut off', () => writeFileSync(join(damaged, 'database.dump'), ''), /has 0 bytes instead of/],
    [
      'a changed count',
      () => rewritten((text) => text.replace('"photo": 2', '"photo": 3')),
      /manifest\.json .* is damaged/,
    ],
    ['no manifest', () => rmSync(join(damaged, 'manifest.json')), /is no backup, or one that was cut off/],
    ['half a manifest', () => rewritten((text) => text.slice(0, 200)), /is damaged/],
  ])('is refused for %s, before anything is touched', async (_what, spoil, words) => {
    spoil()
    expect(await restore(target, damaged, '--replace')).toBe(false)
    expect(told).toMatch(words)
    expect(existsSync(target.NASAQ_DATA_DIR)).toBe(false)
  })

  it('is refused by the other engine', async () => {
    const other = readEnv(
      env.DATABASE_URL
        ? { NASAQ_DATA_DIR: join(folder, 'elsewhere') }
        : { NASAQ_DATA_DIR: join(folder, 'elsewhere'), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    )
    expect(await restore(other, backup)).toBe(false)
    expect(told).toMatch(/The backup is of/)
  })
})

describe('the commands', () => {
  it.each([[[]], [['one', 'two']], [['--over']]])('say how they are used: %j', async (args) => {
    expect(await backUp(env, ...args)).toBe(false)
    expect(told).toContain('backup FOLDER')
    told = ''
    expect(await restore(env, ...args)).toBe(false)
    expect(told).toContain('restore FOLDER [--replace]')
  })

  it('leave NASAQ_SECRET to its operator, and say so', { timeout: 120_000 }, async () => {
    const kept = { ...env, NASAQ_SECRET: 'a'.repeat(40) }
    expect(await backUp(kept, join(folder, 'of-setting')), told).toBe(true)
    expect(told).toContain('is not in this backup, since NASAQ_SECRET sets it')
    expect(existsSync(join(folder, 'of-setting', 'secret'))).toBe(false)
  })
})

describe.runIf(engineKind() === 'embedded')('a restored embedded database', () => {
  it('that is not what the backup says leaves the database that was there, with its own secret', {
    timeout: 300_000,
  }, async () => {
    const kept = await installation('with-secret')
    const secret = readFileSync(secretFile(kept.NASAQ_DATA_DIR), 'utf8')
    const photos = await asked(kept, 'select id from photo order by id')
    const wrong = mkdtempSync(join(folder, 'wrong-'))
    cpSync(backup, wrong, { recursive: true })
    const { checksum: _own, ...manifest } = JSON.parse(readFileSync(join(wrong, 'manifest.json'), 'utf8'))
    await writeManifest(wrong, { ...manifest, counts: { ...manifest.counts, photo: 3 } })
    expect(await restore(kept, wrong, '--replace')).toBe(false)
    expect(told).toMatch(/does not hold what the backup says/)
    expect(readFileSync(secretFile(kept.NASAQ_DATA_DIR), 'utf8')).toBe(secret)
    expect(await asked(kept, 'select id from photo order by id')).toEqual(photos)
  })

  it('that a power cut kept from its place has it at the next start', { timeout: 120_000 }, async () => {
    const cut = await place('cut')
    expect(await restore(cut, backup), told).toBe(true)
    const database = join(cut.NASAQ_DATA_DIR, 'database')
    renameSync(database, `${database}.restoring`)
    writeFileSync(`${database}.restoring.seen`, '')
    expect(await asked(cut, 'select count(*) as n from photo')).toEqual([{ n: 2 }])
    expect(readdirSync(cut.NASAQ_DATA_DIR).filter((name) => name.includes('restoring'))).toEqual([])
  })

  it('is not taken for one that was half filled', { timeout: 120_000 }, async () => {
    const half = await place('half')
    const database = join(half.NASAQ_DATA_DIR, 'database')
    mkdirSync(database, { recursive: true })
    writeFileSync(join(database, 'PG_VERSION'), '18')
    writeFileSync(unfinishedMark(database), '')
    expect(await restore(half, backup), told).toBe(true)
    expect(await asked(half, 'select count(*) as n from photo')).toEqual([{ n: 2 }])
  })
})

describe.runIf(engineKind() === 'server')('a second database of the same backup', () => {
  it('does not share the photos of the first unless that is asked for', { timeout: 120_000 }, async () => {
    const trial = await place('trial', { NASAQ_DATA_DIR: env.NASAQ_DATA_DIR })
    expect(await restore(trial, backup)).toBe(false)
    expect(told).toMatch(/data folder of its own/)
    expect(await restore(trial, backup, '--replace'), told).toBe(true)
  })
})

describe.runIf(engineKind() === 'server')('without PostgreSQL’s own programs', () => {
  it('says which is missing, and what to install', () => {
    const run = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'server/cli.ts', 'backup', join(folder, 'no-programs')],
      {
        env: {
          PATH: join(folder, 'no-programs-here'),
          DATABASE_URL: env.DATABASE_URL,
          NASAQ_DATA_DIR: env.NASAQ_DATA_DIR,
        },
        encoding: 'utf8',
      },
    )
    expect(run.stderr).toMatch(/pg_dump is not on the PATH.*postgresql-client/s)
    expect(run.status).toBe(1)
    expect(readdirSync(folder).filter((name) => name.startsWith('no-programs'))).toEqual([])
  })

  it('a restore that fails midway leaves the database as it was', { timeout: 120_000 }, async () => {
    const { loadServer } = await import('../database/dump-server.ts')
    const kept = await place('kept')
    await restore(kept, backup)
    const half = join(folder, 'half.dump')
    const dump = readFileSync(join(backup, 'database.dump'))
    writeFileSync(half, dump.subarray(0, dump.length - 20_000))
    await expect(loadServer(kept.DATABASE_URL ?? '', half)).rejects.toThrow(/failed/)
    expect(await asked(kept, 'select count(*) as n from photo')).toEqual([{ n: 2 }])
  })
})
