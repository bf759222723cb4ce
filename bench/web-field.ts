import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { rows } from '../server/database/sql.ts'
import type { Position } from '../server/geo/contract.ts'
import { ensureChecklists } from '../server/inspections/checklists/store.ts'
import type { Country } from './country.ts'
import { leaveDue } from './inspections.ts'
import { openSlowNetwork } from './slow-network.ts'
import { type Line, median, milliseconds } from './table.ts'
import { addUser, signInWith, type User } from './web-users.ts'

/** A cheap telephone beside the machine that measures. */
const slower = 4
const rounds = 3
const shots = 5
const due = 10_000

interface Visit {
  id: string
  worksId: string
  place: Position
}

/** Works to be looked at, with the places where an inspector stands for it. */
async function plan(country: Country): Promise<Visit[]> {
  await ensureChecklists(country.db, new Date())
  await leaveDue(country.db, due, 'investigation')
  const found = await rows<{ id: string; works_id: string; lng: number; lat: number }>(
    country.db,
    `select id, works_id, ST_X(place) as lng, ST_Y(place) as lat from visit order by md5(id::text) limit :rounds`,
    { rounds },
  )
  return found.map(({ id, works_id: worksId, lng, lat }) => ({ id, worksId, place: [lng, lat] }))
}

async function openPhone(browser: Browser, [longitude, latitude]: Position): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    geolocation: { longitude, latitude },
    permissions: ['geolocation'],
  })
}

async function openPage(phone: BrowserContext): Promise<Page> {
  const page = await phone.newPage()
  const cdp = await phone.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower })
  return page
}

/** Milliseconds from the address to the first visit that can be begun: the first time, and where the telephone was here before. */
async function firstUsable(browser: Browser, address: string, inspector: User, { place }: Visit) {
  const phone = await openPhone(browser, place)
  await signInWith(await phone.newPage(), address, inspector)
  const [cold, warm]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    const page = await openPage(phone)
    const start = performance.now()
    await page.goto(`${address}/field?lang=ar`, { waitUntil: 'commit' })
    await page.locator('.visit-card .button.primary').first().waitFor({ timeout: 120_000 })
    // the first brings what the others find on the telephone
    const times = round === 0 ? cold : warm
    times.push(performance.now() - start)
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
    await page.waitForLoadState('networkidle')
    await page.close()
  }
  await phone.close()
  return { cold, warm }
}

/** As large as a telephone makes them: twelve million points, some four megabytes. */
function takeShot(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 14 } as const
  return sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 88 })
    .toBuffer()
}

/** Milliseconds from the signature to "kept on this phone", without a network. */
async function saving(
  browser: Browser,
  address: string,
  inspector: User,
  { id, worksId, place }: Visit,
  shot: Buffer,
): Promise<number> {
  const phone = await openPhone(browser, place)
  await signInWith(await phone.newPage(), address, inspector)
  const page = await openPage(phone)
  const asked = new URLSearchParams({ lang: 'ar', works: worksId, visit: id, kind: 'investigation' })
  await page.goto(`${address}/field/inspect?${asked}`)
  const first = page.getByTestId('items').locator('> li').first()
  await first.locator('[data-result="fail"]').click()
  await first.locator('.big-checks input').first().check()
  for (let at = 0; at < shots; at++) {
    const file = { name: `${at}.jpg`, mimeType: 'image/jpeg', buffer: shot }
    await first.locator('input[type="file"]').setInputFiles(file)
    await first.locator('.photos-field img').nth(at).waitFor()
  }
  await first.getByRole('button', { name: 'موقعي', exact: true }).click()
  await first.locator('.chosen-spot').waitFor()
  await phone.setOffline(true)
  await page.getByRole('button', { name: /البنود الباقية/ }).click()
  await page.getByRole('button', { name: 'نعم، مطابقة', exact: true }).click()
  await page.getByRole('button', { name: 'الخلاصة', exact: true }).click()
  const sign = page.getByRole('button', { name: 'توقيع وحفظ', exact: true })
  await sign.waitFor()
  const start = performance.now()
  await sign.click()
  await page.locator('.kept').waitFor({ timeout: 60_000 })
  const time = performance.now() - start
  await phone.close()
  return time
}

const told = (times: readonly number[]) =>
  `${milliseconds(median(times))} (${milliseconds(Math.min(...times))} to ${milliseconds(Math.max(...times))})`

/** The pages of the field on a telephone: four times slower than this machine, on slow 4G, and without a network. */
export async function fieldLines(browser: Browser, port: number, country: Country): Promise<Line[]> {
  const inspector = await addUser(country.db, 'inspector')
  const visits = await plan(country)
  const [nearby] = visits
  if (!nearby) throw new Error('no visits')
  const network = await openSlowNetwork(port)
  const { cold, warm } = await firstUsable(browser, network.address, inspector, nearby).finally(network.close)
  const shot = await takeShot()
  const saved: number[] = []
  for (const visit of visits) saved.push(await saving(browser, `http://127.0.0.1:${port}`, inspector, visit, shot))
  const { size } = country
  const megabytes = `${shots} × ${(shot.length / 1e6).toFixed(1)} MB`
  return [
    {
      what: 'field on slow 4G, 4× slower: address to the first visit, warm',
      ...{ size, ours: told(warm), against: `first time ${milliseconds(median(cold))}` },
      ...{ figure: median(warm), unit: 'ms', reach: { most: 4000 } },
    },
    {
      what: 'field offline, 4× slower: an inspection with five photos signed to kept',
      ...{ size, ours: told(saved), against: megabytes, figure: median(saved), unit: 'ms', reach: { most: 2000 } },
    },
  ]
}
