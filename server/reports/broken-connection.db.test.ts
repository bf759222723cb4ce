import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knex from 'knex'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, pack } from '../../testing/database.ts'
import { engineOfTests } from '../../testing/engines.ts'
import { formOf } from '../../testing/form.ts'
import { serviceOn } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import type { Db } from '../database/connect.ts'

/** Where the engine of this run listens, and as whom it is asked. */
function engine() {
  const { connection } = engineOfTests()
  if (typeof connection === 'string') {
    const { hostname, port, username, pathname } = new URL(connection)
    return { at: { host: hostname, port: Number(port) }, as: { user: username, database: pathname.slice(1) } }
  }
  const { host, port, ...as } = connection as { host: string; port: number }
  return { at: host.startsWith('/') ? { path: join(host, `.s.PGSQL.${port}`) } : { host, port }, as }
}

/** A way to the engine that breaks off right after a report was committed, before anybody hears of it. */
function breakingAfterCommit(): Server {
  return createServer((client) => {
    const database = connect(engine().at)
    let reported = false
    let commits = false
    client.on('data', (bytes) => {
      reported ||= bytes.includes('insert into report (')
      commits ||= reported && bytes.includes('COMMIT')
      database.write(bytes)
    })
    database.on('data', (bytes) => (commits ? client.destroy() : client.write(bytes)))
    client.on('close', () => database.destroy())
    database.on('close', () => client.destroy())
    for (const socket of [client, database]) socket.on('error', () => undefined)
  })
}

let direct: Db
let broken: Db
let way: Server
let mediaDir: string
beforeAll(async () => {
  mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-media-'))
  direct = openDatabase()
  await ensureRoot(direct, pack)
  way = breakingAfterCommit()
  const port = await new Promise<number>((done) => {
    way.listen(0, '127.0.0.1', () => done((way.address() as { port: number }).port))
  })
  broken = knex({ client: 'pg', connection: { ...engine().as, host: '127.0.0.1', port }, pool: { min: 0, max: 1 } })
})
afterAll(async () => {
  for (const table of ['report', 'photo', 'report_series', 'database_identity']) await direct(table).delete()
  await Promise.all([direct.destroy(), broken.destroy()])
  way.close()
  rmSync(mediaDir, { recursive: true, force: true })
})

it('a report whose connection broke after the commit keeps its photo', async () => {
  const app = await serviceOn(broken, { mediaDir })
  app.log.level = 'silent'
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
  const form = formOf({ lng: '46.7', lat: '24.7', category: 'potholes', photo: { name: 'a.jpg', bytes } })
  const answer = await app.inject({ method: 'POST', url: '/api/reports', ...form })
  expect(answer.statusCode, answer.body).toBe(503)
  const stored = await direct('report').first('photo_id')
  const files = (readdirSync(mediaDir, { recursive: true }) as string[]).filter((name) => name.endsWith('.jpg'))
  expect(files.map((name) => name.slice(-46)).sort()).toEqual([
    `${stored?.photo_id}-large.jpg`,
    `${stored?.photo_id}-small.jpg`,
  ])
})
