import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, pack } from '../../testing/database.ts'
import { now, serviceOn } from '../../testing/service.ts'
import { photoFile, photoFolder, removePhoto } from './folder.ts'
import { insertPhoto, type KeptPhoto, keepPhoto } from './store.ts'
import { sweepOrphans } from './sweep.ts'

const db = databaseForTests()
let mediaDir: string

beforeEach(() => {
  mediaDir = mkdtempSync(join(tmpdir(), 'nasaq-media-'))
})
afterEach(() => rmSync(mediaDir, { recursive: true, force: true }))

async function picture(): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: '#888' } })
    .png()
    .toBuffer()
}

async function kept(): Promise<KeptPhoto> {
  const { value } = await keepPhoto(await photoFolder(db(), mediaDir), await picture(), pack.zone)
  return value as KeptPhoto
}

const days = (n: number) => new Date(now.getTime() + n * 86_400_000)
const large = ({ folder, id }: KeptPhoto) => photoFile(folder, id, 'large')
const files = () =>
  (readdirSync(mediaDir, { recursive: true, withFileTypes: true }) as { name: string; isFile: () => boolean }[])
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

/** As if its files had been written so many days before. */
function age({ folder, id }: KeptPhoto, by = 2): void {
  const own = join(folder, id.slice(0, 2))
  for (const name of readdirSync(own).filter((one) => one.startsWith(id))) utimesSync(join(own, name), now, days(-by))
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
    await removePhoto(photo.folder, photo.id)
    expect(await get(`${photo.id}/small`)).toBe(404)
  })
})

describe('a photo that somebody has fetched', () => {
  it('is not sent again while it is public, and is soon asked for again: it may be hidden by then', async () => {
    const app = await serviceOn(db(), { mediaDir })
    await app.ready()
    const photo = await kept()
    await insertPhoto(db(), photo, { isPublic: true, now })
    const url = `/api/media/${photo.id}/small`
    const first = await app.inject({ url })
    expect(first.headers['cache-control']).not.toContain('immutable')
    expect(Number(/max-age=(\d+)/.exec(String(first.headers['cache-control']))?.[1])).toBeLessThan(3600)
    const again = { url, headers: { 'if-none-match': String(first.headers.etag) } }
    const unchanged = await app.inject(again)
    expect([unchanged.statusCode, unchanged.rawPayload.length]).toEqual([304, 0])
    expect((await app.inject({ url, headers: { 'if-none-match': '"another"' } })).statusCode).toBe(200)
    await db()('photo').update({ is_public: false })
    expect((await app.inject(again)).statusCode).toBe(404)
  })
})

describe('a photo that cannot be written whole', () => {
  it('leaves nothing behind', async () => {
    const folder = await photoFolder(db(), mediaDir)
    mkdirSync(folder)
    // files where the folders of the photos would be made
    for (let n = 0; n < 256; n++) writeFileSync(join(folder, n.toString(16).padStart(2, '0')), '')
    await expect(keepPhoto(folder, await picture(), pack.zone)).rejects.toThrow()
    expect(files().filter((name) => name.includes('.jpg'))).toEqual([])
  })
})

describe('what was cut off between file and row', () => {
  it('is put aside once it is old; files with a row, young ones and those that are not ours stay', async () => {
    const [known, orphan, young] = [await kept(), await kept(), await kept()]
    await insertPhoto(db(), known, { isPublic: true, now })
    writeFileSync(`${large(known)}.tmp`, 'half')
    mkdirSync(join(known.folder, 'other'))
    writeFileSync(join(known.folder, 'other', 'note.txt'), 'not ours')
    for (const one of [known, orphan]) age(one)
    expect(await sweepOrphans(db(), known.folder, now)).toEqual({ putAside: 3, broughtBack: 0 })
    expect([known, orphan, young].map((one) => existsSync(large(one)))).toEqual([true, false, true])
    expect(existsSync(`${large(known)}.tmp`)).toBe(false)
    expect(existsSync(join(known.folder, 'other', 'note.txt'))).toBe(true)
    expect(await sweepOrphans(db(), join(mediaDir, 'missing'), now)).toEqual({ putAside: 0, broughtBack: 0 })
  })

  it('can be taken back for two weeks, and is deleted then', async () => {
    const orphan = await kept()
    age(orphan)
    const aside = join(orphan.folder, 'quarantine', '2026-11-24', `${orphan.id}-large.jpg`)
    await sweepOrphans(db(), orphan.folder, now)
    await sweepOrphans(db(), orphan.folder, days(14))
    expect(existsSync(aside)).toBe(true)
    await sweepOrphans(db(), orphan.folder, days(15))
    expect(existsSync(aside)).toBe(false)
  })
})

describe('photos of a database that was restored to an earlier day, and then to the right one', () => {
  it('are put aside at the first start and brought back at the next, however late', async () => {
    const [older, newer] = [await kept(), await kept()]
    for (const one of [older, newer]) age(one)
    await insertPhoto(db(), older, { isPublic: true, now })
    await sweepOrphans(db(), older.folder, now)
    expect([older, newer].map((one) => existsSync(large(one)))).toEqual([true, false])
    await insertPhoto(db(), newer, { isPublic: true, now })
    expect(await sweepOrphans(db(), older.folder, days(400))).toEqual({ putAside: 0, broughtBack: 2 })
    expect([older, newer].map((one) => existsSync(large(one)))).toEqual([true, true])
    expect(await sweepOrphans(db(), older.folder, days(800))).toEqual({ putAside: 0, broughtBack: 0 })
    expect(existsSync(large(newer))).toBe(true)
  })

  it('stay in the quarantine where a file of the same name has come, which is not written over', async () => {
    const photo = await kept()
    age(photo)
    await sweepOrphans(db(), photo.folder, now)
    await insertPhoto(db(), photo, { isPublic: true, now })
    writeFileSync(large(photo), 'come meanwhile')
    expect(await sweepOrphans(db(), photo.folder, days(400))).toEqual({ putAside: 0, broughtBack: 1 })
    expect(readFileSync(large(photo), 'utf8')).toBe('come meanwhile')
    expect(existsSync(join(photo.folder, 'quarantine', '2026-11-24', `${photo.id}-large.jpg`))).toBe(true)
  })
})

describe('a service started on another database with the same folder', () => {
  it('leaves the photos of the first alone, keeps its own apart, and the first finds all of its again', async () => {
    const photo = await kept()
    await insertPhoto(db(), photo, { isPublic: true, now })
    age(photo, 400)
    const first = await db()('database_identity').first('id')
    await db()('photo').delete()
    await db()('database_identity').update({ id: randomUUID() })
    await (await serviceOn(db(), { mediaDir })).ready()
    const other = await kept()
    age(other, 400)
    expect(existsSync(large(photo))).toBe(true)
    expect(other.folder).not.toBe(photo.folder)
    await db()('database_identity').update(first)
    await (await serviceOn(db(), { mediaDir })).ready()
    expect(existsSync(large(other))).toBe(true)
  })
})
