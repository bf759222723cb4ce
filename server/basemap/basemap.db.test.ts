import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PMTiles } from 'pmtiles'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { databaseForTests } from '../../testing/database.ts'
import { tinyPmtiles } from '../../testing/pmtiles.ts'
import { serviceOn } from '../../testing/service.ts'
import type { App } from '../http/app-types.ts'
import { readBasemap } from './setting.ts'

const db = databaseForTests()
const folder = mkdtempSync(join(tmpdir(), 'nasaq-basemap-'))
let app: App
afterEach(() => app.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function serve(setting?: string): Promise<void> {
  app = await serviceOn(db(), { basemap: readBasemap(setting).basemap })
}

const connections = async () =>
  /connect-src ([^;]*)/.exec(String((await app.inject('/api/health')).headers['content-security-policy']))?.[1]
const told = async () => (await app.inject('/api/ready')).json<{ basemap: unknown }>().basemap

describe('the base map', () => {
  it('is none by default, and the page asks nobody else', async () => {
    await serve()
    expect(await told()).toBeNull()
    expect(await connections()).toBe("'self'")
    expect((await app.inject('/basemap/city.pmtiles')).statusCode).toBe(404)
  })

  it('elsewhere lets the page ask the hosts that are named, and no others', async () => {
    await serve('https://maps.example/style.json https://tiles.example')
    expect(await told()).toEqual({ kind: 'style', url: 'https://maps.example/style.json' })
    expect(await connections()).toBe("'self' https://maps.example https://tiles.example")
  })

  it('is read from a PMTiles file piece by piece, and nothing beside it', async () => {
    const file = join(folder, 'city.pmtiles')
    writeFileSync(file, tinyPmtiles())
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    await serve(file)
    expect(await told()).toEqual({ kind: 'tiles', url: '/basemap/city.pmtiles' })
    expect(await connections()).toBe("'self'")
    const piece = await app.inject({ url: '/basemap/city.pmtiles', headers: { range: 'bytes=0-6' } })
    expect(piece.statusCode).toBe(206)
    expect(piece.body).toBe('PMTiles')
    expect(piece.headers['content-range']).toBe(`bytes 0-6/${tinyPmtiles().length}`)
    for (const path of ['secret.txt', '', '..%2fbasemap/secret.txt', 'city.pmtiles/'])
      expect((await app.inject(`/basemap/${path}`)).statusCode, path).toBe(404)

    const archive = new PMTiles(`${await app.listen({ port: 0, host: '127.0.0.1' })}/basemap/city.pmtiles`)
    expect(await archive.getHeader()).toMatchObject({ specVersion: 3, tileType: 1, minZoom: 0, maxZoom: 0 })
    expect(await archive.getMetadata()).toMatchObject({ vector_layers: [{ id: 'water' }] })
    expect((await archive.getZxy(0, 0, 0))?.data.byteLength).toBeGreaterThan(20)
    expect(await archive.getZxy(1, 0, 0)).toBeUndefined()
  })
})
