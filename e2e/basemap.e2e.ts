import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tinyPmtiles } from '../testing/pmtiles.ts'
import { addressOf } from '../testing/running-service.ts'
import { keep, mapIdle, openBrowser } from './page.ts'

const folder = mkdtempSync(join(tmpdir(), 'nasaq-basemap-'))
const endings: (() => unknown)[] = []
let browser: Browser
let address: string
beforeAll(async () => {
  browser = await openBrowser()
  const file = join(folder, 'world.pmtiles')
  writeFileSync(file, tinyPmtiles())
  const service = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    env: {
      ...process.env,
      PORT: '0',
      NASAQ_DATA_DIR: join(folder, 'data'),
      NASAQ_DEMO: '0',
      DATABASE_URL: '',
      NASAQ_BASEMAP: file,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  address = (await addressOf(service)).replace(/\/$/, '')
  endings.push(
    () =>
      new Promise<void>((done) => {
        service.removeAllListeners('exit')
        service.once('exit', () => done())
        service.kill('SIGTERM')
      }),
  )
})
afterAll(async () => {
  await browser.close()
  for (const end of endings) await end()
  rmSync(folder, { recursive: true, force: true })
})

it('a base map from a file lies under the map, and comes from here', async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  const [foreign, complaints, pieces]: [string[], string[], number[]] = [[], [], []]
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(blob|data):/.test(request.url())) foreign.push(request.url())
  })
  page.on('response', (response) => {
    if (response.url().includes('/basemap/')) pieces.push(response.status())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await page.goto(`${address}/?lang=ar&at=46.7,24.7,9`)
  await mapIdle(page)
  await expect
    .poll(
      async () => {
        const picture = sharp(await page.locator('canvas.maplibregl-canvas').screenshot())
        const { width, height } = await picture.metadata()
        const middle = { left: Math.floor(width / 2), top: Math.floor(height / 2), width: 1, height: 1 }
        return [...(await picture.extract(middle).removeAlpha().raw().toBuffer())]
      },
      { timeout: 20_000 },
    )
    .toEqual([0xcf, 0xe0, 0xe8])
  await keep(page, 'basemap')
  expect(new Set(pieces)).toEqual(new Set([206]))
  expect(foreign).toEqual([])
  expect(complaints).toEqual([])
  await page.context().close()
})
