import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { now, serviceOn } from '../../testing/service.ts'
import { discardPhoto, insertPhoto, keepPhoto, sweepOrphans } from './store.ts'

const db = databaseForTests()
let mediaDir: string

beforeEach(() => {
  mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-media-'))
})
afterEach(() => rmSync(mediaDir, { recursive: true, force: true }))

async function kept() {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#888' } })
    .png()
    .toBuffer()
  const { value } = await keepPhoto(mediaDir, bytes, pack.zone)
  return value as NonNullable<typeof value>
}

describe('GET /api/media/:id/:size', () => {
  it('shows a photo only while it is public, and answers 404 for any other and 400 for another size', async () => {
    const app = await serviceOn(db(), { mediaDir })
    await app.ready()
    const photo = await kept()
    const get = async (path: string) => (await app.inject({ method: 'GET', url: `/api/media/${path}` })).statusCode
    expect(await get(`${photo.id}/small`)).toBe(404)
    await insertPhoto(db(), photo, { isPublic: false, now })
    expect(await get(`${photo.id}/small`)).toBe(404)
    await db()('photo').update({ is_public: true })
    expect(await get(`${photo.id}/small`)).toBe(200)
    expect(await get(`${photo.id.toUpperCase()}/large`)).toBe(200)
    expect(await get(`${photo.id}/original`)).toBe(400)
    expect(await get('..%2f..%2fetc/small')).toBe(400)
    await discardPhoto(mediaDir, photo.id)
    expect(await get(`${photo.id}/small`)).toBe(404)
  })
})

describe('what was cut off between file and row', () => {
  it('is swept once it is old; files with a row, young ones and those that are not ours stay', async () => {
    const [known, orphan, young] = [await kept(), await kept(), await kept()]
    await insertPhoto(db(), known, { isPublic: true, now })
    const path = (id: string, name = `${id}-large.jpg`) => join(mediaDir, id.slice(0, 2), name)
    writeFileSync(path(known.id, `${known.id}-small.jpg.tmp`), 'half')
    mkdirSync(join(mediaDir, 'other'))
    writeFileSync(join(mediaDir, 'other', 'note.txt'), 'not ours')
    const old = new Date(now.getTime() - 7_200_000)
    for (const { id } of [known, orphan])
      for (const name of readdirSync(join(mediaDir, id.slice(0, 2)))) utimesSync(path(id, name), old, old)
    for (const size of ['large', 'small']) utimesSync(path(young.id, `${young.id}-${size}.jpg`), now, now)
    expect(await sweepOrphans(db(), mediaDir, now)).toBe(3)
    const left = [known, orphan, young].map(({ id }) => existsSync(path(id)))
    expect(left).toEqual([true, false, true])
    expect(existsSync(path(known.id, `${known.id}-small.jpg.tmp`))).toBe(false)
    expect(existsSync(join(mediaDir, 'other', 'note.txt'))).toBe(true)
    expect(await sweepOrphans(db(), join(mediaDir, 'missing'), now)).toBe(0)
  })
})
