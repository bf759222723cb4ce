import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import type { Country } from './country.ts'
import { type Line, median, quantile } from './table.ts'
import { someTiles } from './tiles.ts'
import { signInWith, type User } from './web-users.ts'

const kilobyte = 1024
const zoom = 14

/** Kilobytes of the scripts that a page fetches, compressed; counted until it is asked. */
function scriptsOf(page: Page): () => Promise<number> {
  const found = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const isScript = /\.m?js$/.test(new URL(response.url()).pathname)
    if (isScript)
      found.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length / kilobyte),
      )
  })
  return async () => (await Promise.all(found.values())).reduce((sum, size) => sum + size, 0)
}

function sizeLine(what: string, kilobytes: number, most: number, beside = ''): Line {
  return { what, ours: `${kilobytes.toFixed(0)} kB`, against: beside, figure: kilobytes, unit: 'kB', reach: { most } }
}

/** What a citizen, a planner and somebody who draws must fetch before they can begin. */
export async function scriptLines(browser: Browser, address: string, planner: User): Promise<Line[]> {
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  const ofCitizen = scriptsOf(phone)
  await phone.goto(`${address}/reports/new?lang=ar`)
  await phone.locator('.photo-field input').first().waitFor({ state: 'attached' })
  const citizen = await ofCitizen()
  await phone.context().close()

  const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  const ofDesk = scriptsOf(desk)
  await signInWith(desk, address, planner)
  await desk.goto(`${address}/?lang=ar`)
  await desk.locator('.map[data-idle="true"]').waitFor({ timeout: 120_000 })
  const shell = await ofDesk()
  await desk.locator('a[href^="/draw"]').first().click()
  await desk.locator('.draw-bar').waitFor()
  await desk.waitForTimeout(1000)
  const drawing = (await ofDesk()) - shell
  await desk.context().close()
  return [
    sizeLine('citizen page, scripts until the camera can be opened', citizen, 110),
    sizeLine('map page, all scripts', shell, 560),
    sizeLine('drawing, scripts fetched for it', drawing, 50),
  ]
}

/** Tiles as the map asks for them, without a window: the page filters by itself. */
export async function tileSizeLines(country: Country, address: string, planner: User): Promise<Line[]> {
  const session = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(planner),
  })
  const cookie = session.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const [raw, packed]: [number[], number[]] = [[], []]
  for (const { x, y } of await someTiles(country)) {
    const answer = await fetch(`${address}/tiles/works,footprints/${zoom}/${x}/${y}.mvt`, { headers: { cookie } })
    const body = Buffer.from(await answer.arrayBuffer())
    raw.push(body.length / kilobyte)
    packed.push(gzipSync(body).length / kilobyte)
  }
  const most = Math.max(...raw)
  const typical = median(packed)
  const spread = `p95 ${quantile(packed, 0.95).toFixed(0)} kB`
  return [
    { ...sizeLine(`z${zoom} tile of all works, compressed, median`, typical, 150, spread), size: country.size },
    { ...sizeLine(`z${zoom} tile of all works, raw, the largest of ${raw.length}`, most, 500), size: country.size },
  ]
}
