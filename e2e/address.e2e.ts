import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Longitude and latitude that the address names. */
function placeOf(page: Page): [number, number] {
  const [lng = Number.NaN, lat = Number.NaN] = (new URL(page.url()).searchParams.get('at') ?? '').split(',').map(Number)
  return [lng, lat]
}

/** Where the map really is: a step of its own writes it into the address. */
async function mapPlace(page: Page): Promise<[number, number]> {
  const before = page.url()
  await page.getByRole('button', { name: 'تقريب' }).click()
  await page.waitForURL((url) => url.href !== before)
  await mapIdle(page)
  return placeOf(page)
}

function expectNear(place: readonly [number, number], other: readonly [number, number]): void {
  expect(Math.abs(place[0] - other[0])).toBeLessThan(0.0005)
  expect(Math.abs(place[1] - other[1])).toBeLessThan(0.0005)
}

interface Found {
  items: { name: { ar: string }; line: { type: string; coordinates: unknown[] } }[]
}

describe('the address leads', () => {
  it('takes the map back to where the page before was', async () => {
    const { page, complaints } = await openPage(browser)
    const works = (await (await page.request.get(`${address}/api/works?limit=1`)).json()) as {
      items: { id: string; centre: [number, number] }[]
    }
    const [lng, lat] = works.items[0]?.centre ?? [0, 0]
    const away: [number, number] = [lng + 0.2, lat + 0.1]
    await page.goto(`${address}/works?lang=ar&at=${away.map((each) => each.toFixed(5)).join(',')},15.00`)
    await page.locator('[data-testid=works-list] .row').first().waitFor()
    await mapIdle(page)
    const row = page.locator('[data-testid=works-list] .row').first()
    await row.click()
    await page.locator('.drawer .tiles').waitFor()
    await page.waitForFunction((before) => !window.location.search.includes(before), `at=${away[0].toFixed(5)}`)
    await mapIdle(page)
    await page.goBack()
    await page.locator('.drawer').waitFor({ state: 'detached' })
    expectNear(await mapPlace(page), away)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leaves out words that a page does not know', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(`${address}/reports?lang=ar&status=planned&category=moon`)
    await page.locator('[data-testid=reports-list] .row').first().waitFor()
    await page.goto(`${address}/opportunities?lang=ar&stage=dug&minArea=wide`)
    await page.locator('[data-testid=sites-list] .row').first().waitFor()
    expect(await page.locator('.failure').count()).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('opens a shared conflict outside the window, and says where there is none', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    const { items } = (await (await page.request.get(`${address}/api/conflicts?limit=1`)).json()) as {
      items: { id: string; worksA: { title: string } }[]
    }
    const [conflict] = items
    const far = 'lang=ar&from=2035-01-01&to=2035-01-02'
    await page.goto(`${address}/conflicts?${far}&sel=${conflict?.id}`)
    await page.locator('.drawer .finding').waitFor()
    await page.locator('.drawer-subtitle', { hasText: conflict?.worksA.title ?? '' }).waitFor()
    await page.goto(`${address}/conflicts?${far}&sel=nothing.of.the-kind`)
    await page.locator('.drawer', { hasText: 'لا يوجد هذا التعارض في السجل' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says in plain words that it names no works', async () => {
    const { page } = await openPage(browser)
    for (const sel of ['not-a-works', '01944746-0000-7000-8000-000000000000']) {
      await page.goto(`${address}/?lang=ar&sel=${sel}`)
      await page.locator('.drawer').getByText('لا يوجد هذا العمل، أو لا يحق لك الاطلاع عليه', { exact: true }).waitFor()
    }
    await page.context().close()
  })

  it('gives the focus and the place in the list back when a drawer closes', async () => {
    const { page } = await openPage(browser, { viewport: { width: 1200, height: 500 } })
    await page.goto(`${address}/works?lang=ar`)
    const row = page.locator('[data-testid=works-list] .row').nth(12)
    await row.waitFor()
    await row.focus()
    const scrolled = () => page.locator('.listing').evaluate((list) => list.scrollTop)
    const before = await scrolled()
    expect(before).toBeGreaterThan(100)
    await page.keyboard.press('Enter')
    await page.locator('.drawer .tiles').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.keyboard.press('Escape')
    await page.locator('.drawer').waitFor({ state: 'detached' })
    expect(await row.evaluate((each) => each === document.activeElement)).toBe(true)
    expect(await scrolled()).toBe(before)
    await page.context().close()
  })
})

describe('the search of streets', () => {
  it('goes where the text means, also when the answer comes after Enter', async () => {
    const { page, complaints } = await openPage(browser)
    const ask = async (q: string) =>
      (await (await page.request.get(`${address}/api/streets?limit=8&q=${encodeURIComponent(q)}`)).json()) as Found
    await page.goto(`${address}/?lang=ar`)
    await mapIdle(page)
    const search = page.getByRole('combobox')
    await search.fill('شارع')
    const options = page.getByRole('option')
    await options.nth(2).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await options.nth(1).getAttribute('aria-selected')).toBe('true')
    expect(await search.getAttribute('aria-activedescendant')).toBe(await options.nth(1).getAttribute('id'))

    const wanted = (await ask('شارع')).items.at(-1)?.name.ar ?? ''
    const first = (await ask(wanted)).items[0]?.line
    const line = (first?.type === 'LineString' ? first.coordinates : first?.coordinates[0]) as [number, number][]
    await page.route('**/api/streets*', async (route) => {
      await new Promise((done) => setTimeout(done, 800))
      await route.continue()
    })
    await search.fill(wanted)
    await page.keyboard.press('Enter')
    await page.waitForURL(/at=/)
    await mapIdle(page)
    expectNear(placeOf(page), line[Math.floor(line.length / 2)] ?? [0, 0])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
