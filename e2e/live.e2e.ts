import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Works, WorksSummary } from '../server/works/contract.ts'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const notices = {
  ar: 'لا اتصال بالخادم، المعروض قد يكون قديمًا',
  en: 'No connection; what you see may be out of date',
} as const
const twoSeconds = 2000

/** Somebody else, at another desk: asks the service without a page. */
async function colleague(email: string) {
  const json = { 'content-type': 'application/json' }
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password: 'demo' }),
  })
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  const { csrfToken } = (await answer.json()) as { csrfToken: string }
  const headers = { ...json, cookie: cookie.join('; '), 'x-csrf-token': csrfToken }
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
    const done = await fetch(`${address}${path}`, init)
    if (!done.ok) throw new Error(`${method} ${path}: ${await done.text()}`)
    return (await done.json()) as T
  }
}

const picture = async (page: Page) => (await page.locator('canvas.maplibregl-canvas').screenshot()).toString('base64')

/** The map as it is once nothing moves on it any more. */
async function restingMap(page: Page): Promise<string> {
  await mapIdle(page)
  let [before, now] = ['', await picture(page)]
  for (let tries = 0; before !== now && tries < 20; tries++) {
    await page.waitForTimeout(300)
    ;[before, now] = [now, await picture(page)]
  }
  return now
}

const milliseconds = (start: number) => Math.round(performance.now() - start)

describe.each(['ar', 'en'] as const)('in %s, while one looks at a works,', (language) => {
  it('what others save appears within two seconds, and nothing else moves', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    const ask = await colleague('planner@demo')
    await signIn(page, 'planner@demo')
    const { today } = await ask<{ today: string }>('GET', '/api/ready')
    const end = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
    const window = `from=${today}&to=${end}`
    const { items } = await ask<{ items: WorksSummary[] }>('GET', `/api/works?status=planned&${window}&limit=50`)
    const [opened, beside] = [items[0], items.at(-1)]
    if (!opened || !beside) throw new Error('no works')
    const [lng = 0, lat = 0] = opened.centre
    await page.goto(`${address}/works?lang=${language}&view=split&at=${lng},${lat},16&${window}`)
    await page.locator('[data-testid=works-list] .row').nth(30).waitFor()
    await page.locator('.listing').evaluate((list) => list.scrollTo(0, 400))
    // in sight of its list, then in the drawer
    await page.locator('[data-testid=works-list] .row').nth(8).click()
    const shown = new URL(page.url()).searchParams.get('sel') ?? ''
    await page.locator('.drawer .tiles').waitFor()
    const still = await page.locator('.drawer-body').evaluate((drawer) => {
      drawer.scrollTo(0, 60)
      return drawer.scrollTop
    })
    const before = await restingMap(page)
    const place = new URL(page.url()).searchParams.get('at')
    const [east = 0, north = 0] = (place ?? '').split(',').map(Number)
    const count = await page.locator('.count').textContent()

    const route = {
      type: 'LineString',
      coordinates: [
        [east - 0.001, north],
        [east + 0.001, north + 0.0004],
      ],
    }
    const period = { start: today, end }
    const given = { title: 'Seen by itself', category: 'planned', utility: 'water', status: 'planned', route, period }
    let start = performance.now()
    const made = await ask<Works>('POST', '/api/works', { ...given, agencyId: beside.agencyId })
    await page.waitForFunction((was) => document.querySelector('.count')?.textContent !== was, count, {
      timeout: twoSeconds,
    })
    const inList = milliseconds(start)
    while ((await picture(page)) === before && milliseconds(start) < 4000);
    const onMap = milliseconds(start)
    expect(onMap).toBeLessThan(twoSeconds + 500)
    await keep(page, `live-${language}`)

    const other = await ask<Works>('GET', `/api/works/${shown}`)
    const title = `${other.title} ${language}`
    start = performance.now()
    const changed = await ask<Works>('PATCH', `/api/works/${shown}`, { title, version: other.version })
    await page.locator('.drawer h1', { hasText: title }).waitFor({ timeout: twoSeconds })
    const inDrawer = milliseconds(start)
    process.stdout.write(`live: list ${inList} ms, map ${onMap} ms, drawer ${inDrawer} ms\n`)

    expect(new URL(page.url()).searchParams.get('sel')).toBe(shown)
    expect(new URL(page.url()).searchParams.get('at')).toBe(place)
    expect(await page.locator('.drawer-body').evaluate(({ scrollTop }) => scrollTop)).toBe(still)
    expect(await page.locator('.listing').evaluate(({ scrollTop }) => scrollTop)).toBe(400)

    await ask('POST', `/api/works/${made.id}/events`, { event: 'cancel', version: made.version })
    await page.waitForFunction((was) => document.querySelector('.count')?.textContent === was, count, {
      timeout: twoSeconds,
    })
    await ask('PATCH', `/api/works/${shown}`, { title: other.title, version: changed.version })
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('a lost connection is said, and what was missed is there when it is back', async () => {
    const { page } = await openPage(browser)
    const ask = await colleague('planner@demo')
    await signIn(page, 'planner@demo')
    const { items } = await ask<{ items: WorksSummary[] }>('GET', '/api/works?status=planned&limit=1')
    const { id } = items[0] ?? { id: '' }
    await page.goto(`${address}/works?lang=${language}&sel=${id}`)
    await page.locator('.drawer .tiles').waitFor()
    expect(await page.locator('.connection p').count()).toBe(0)
    await page.context().setOffline(true)
    await page.locator('.connection p', { hasText: notices[language] }).waitFor({ timeout: 15_000 })
    await keep(page, `live-lost-${language}`)
    const { title, version } = await ask<Works>('GET', `/api/works/${id}`)
    const changed = await ask<Works>('PATCH', `/api/works/${id}`, { title: `${title} +`, version })
    await page.context().setOffline(false)
    await page.locator('.connection p').waitFor({ state: 'detached', timeout: 10_000 })
    await page.locator('.drawer h1', { hasText: `${title} +` }).waitFor({ timeout: twoSeconds })
    await ask('PATCH', `/api/works/${id}`, { title, version: changed.version })
    await page.context().close()
  })
})
