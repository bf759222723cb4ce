import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database } from './connect.ts'
import type { EmbeddedEngine } from './embedded.ts'
import { openEngineOf, unfinishedMark } from './folder.ts'
import { openSocket } from './open-embedded.ts'
import { certainRows, rows } from './sql.ts'
import { isStatementLimit } from './watchdog.ts'

const endless = 'select count(*) from generate_series(1, 1000000000)'

describe('the embedded engine', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
  let database: Database
  beforeAll(async () => {
    database = await connect({ dataDir, statementLimit: 1500 })
    await rows(database.db, 'create table note (n integer)')
  }, 60_000)
  afterAll(async () => {
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('ends a statement past its limit; who waits is served, and what was committed is there', {
    timeout: 60_000,
  }, async () => {
    await rows(database.db, 'insert into note values (1)')
    const [endlessAnswer, waiting] = await Promise.allSettled([
      rows(database.db, endless),
      rows<{ n: number }>(database.db, 'select n from note'),
    ])
    expect(endlessAnswer.status).toBe('rejected')
    expect(isStatementLimit((endlessAnswer as PromiseRejectedResult).reason)).toBe(true)
    expect(waiting).toEqual({ status: 'fulfilled', value: [{ n: 1 }] })
    expect(database.embedded?.restarts).toBe(1)
  })

  it('keeps nothing of the transaction whose statement was ended', { timeout: 60_000 }, async () => {
    const attempt = database.db.transaction(async (trx) => {
      await rows(trx, 'insert into note values (2)')
      await rows(trx, endless)
    })
    await expect(attempt).rejects.toSatisfy(isStatementLimit)
    expect(await rows(database.db, 'select n from note where n = 2')).toEqual([])
  })

  it('keeps what was acknowledged when its process is killed', { timeout: 60_000 }, async () => {
    for (let n = 10; n < 30; n++) await rows(database.db, 'insert into note values (:n)', { n })
    await database.embedded?.kill()
    const [kept] = await rows<{ kept: number }>(database.db, 'select count(*) as kept from note where n >= 10')
    expect(kept?.kept).toBe(20)
  })

  it('has its folder to itself', async () => {
    await expect(connect({ dataDir })).rejects.toThrow('Another service has the data folder')
  })

  it('lets the service wait for a guest, however long its statements take', { timeout: 60_000 }, async () => {
    const address = await openEngineOf(dataDir)
    const guest = openSocket({ ...(database.embedded as EmbeddedEngine).connection, ...address })
    const before = database.embedded?.restarts
    try {
      const inTransaction = guest.transaction(async (trx) => {
        await rows(trx, 'select 1')
        await new Promise((done) => setTimeout(done, 2500))
      })
      await new Promise((done) => setTimeout(done, 100))
      expect(await rows(database.db, 'select 2 as two')).toEqual([{ two: 2 }])
      await inTransaction
      expect(database.embedded?.restarts).toBe(before)
    } finally {
      await guest.destroy()
    }
    await expect(rows(database.db, endless)).rejects.toSatisfy(isStatementLimit)
    expect(await rows(database.db, 'select 3 as three')).toEqual([{ three: 3 }])
  })

  it('sends away a guest that leaves a transaction lying', { timeout: 60_000 }, async () => {
    const address = await openEngineOf(dataDir)
    const guest = new pg.Client({ ...(database.embedded as EmbeddedEngine).connection, ...address })
    const left = new Promise((done) => guest.once('end', done))
    guest.on('error', () => undefined)
    await guest.connect()
    await guest.query('begin')
    await guest.query('insert into note values (500)')
    expect(await rows(database.db, 'select n from note where n = 500')).toEqual([])
    await left
  })

  it('lets two connections take turns by statement, and by transaction', { timeout: 60_000 }, async () => {
    const other = openSocket((database.embedded as EmbeddedEngine).connection)
    try {
      const ask = (db: typeof other, n: number) =>
        rows<{ v: number }>(db, 'select cast(:n as int) + pg_backend_pid() * 0 as v', { n })
      const numbers = Array.from({ length: 200 }, (_, i) => i)
      const answers = await Promise.all(numbers.map((n) => ask(n % 2 ? other : database.db, n)))
      expect(answers.map(([row]) => row?.v)).toEqual(numbers)
      const seen: number[] = []
      await Promise.all([
        database.db.transaction(async (trx) => {
          await rows(trx, 'insert into note values (100)')
          await new Promise((done) => setTimeout(done, 100))
          await rows(trx, 'delete from note where n = 100')
        }),
        new Promise((done) => setTimeout(done, 30)).then(async () => {
          const [row] = await rows<{ n: number }>(other, 'select count(*)::int as n from note where n = 100')
          seen.push(row?.n ?? -1)
        }),
      ])
      expect(seen).toEqual([0])
    } finally {
      await other.destroy()
    }
  })

  it('is in step with its connection after statements that fail, with and without values', {
    timeout: 60_000,
  }, async () => {
    for (let round = 0; round < 30; round++) {
      await expect(rows(database.db, 'select :n::int / 0', { n: round })).rejects.toMatchObject({ code: '22012' })
      await expect(rows(database.db, 'select * from nowhere where n = :n', { n: round })).rejects.toMatchObject({
        code: '42P01',
      })
      const inTransaction = database.db.transaction(async (trx) => {
        await rows(trx, 'insert into note values (:n)', { n: 1000 + round })
        await rows(trx, 'select * from nowhere where n = :n', { n: round })
      })
      await expect(inTransaction).rejects.toMatchObject({ code: '42P01' })
      expect(
        await rows(database.db, 'select cast(:n as int) as n, (select count(*) from note where n >= 1000) as kept', {
          n: round,
        }),
      ).toEqual([{ n: round, kept: 0 }])
    }
  })

  it('is not believed when a statement that always has a row comes back without one', { timeout: 60_000 }, async () => {
    const before = database.embedded?.restarts ?? 0
    await expect(certainRows(database.db, 'select 1 where false')).rejects.toMatchObject({ code: 'engine_fault' })
    expect(database.embedded?.restarts).toBe(before + 1)
    expect(await certainRows(database.db, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('a data folder', () => {
  const folders: string[] = []
  const newFolder = (name = 'data') => {
    const folder = mkdtempSync(join(tmpdir(), 'nasaq-test-'))
    folders.push(folder)
    return join(folder, name)
  }
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('that was being filled when its process ended is filled anew', { timeout: 60_000 }, async () => {
    const dataDir = newFolder()
    const half = join(dataDir, 'database')
    mkdirSync(half, { recursive: true })
    writeFileSync(join(half, 'PG_VERSION'), '18')
    writeFileSync(unfinishedMark(half), '')
    const { db, close } = await connect({ dataDir })
    try {
      expect(await rows(db, 'select count(*) as n from works')).toEqual([{ n: 0 }])
      expect(existsSync(unfinishedMark(half))).toBe(false)
    } finally {
      await close()
    }
  })

  it('whose path is too long for a socket has its doors on the loopback, and is still one engine’s', {
    timeout: 60_000,
  }, async () => {
    const dataDir = newFolder('a'.repeat(100))
    const { db, close, embedded } = await connect({ dataDir })
    try {
      await rows(db, 'create table note (n integer)')
      expect(embedded?.connection.host).toBe('127.0.0.1')
      await expect(connect({ dataDir })).rejects.toThrow('Another service has the data folder')
      const guest = openSocket({ ...(embedded as EmbeddedEngine).connection, ...(await openEngineOf(dataDir)) })
      expect(await rows(guest, 'select count(*) as n from note')).toEqual([{ n: 0 }])
      await guest.destroy()
    } finally {
      await close()
    }
    expect(await openEngineOf(dataDir)).toBeNull()
  })
})
