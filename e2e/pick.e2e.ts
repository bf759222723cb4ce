import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorksSummary } from '../server/works/contract.ts'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const asked = '**/api/works?tileId=*'
const reach = 80

/** Opens the map over a works in progress and clicks the first place near its middle that can be chosen. */
async function clickWorks(page: Page): Promise<void> {
  const centre = await page.evaluate(async () => {
    const answer = await fetch('/api/works?status=in_progress&limit=1')
    return ((await answer.json()) as { items: WorksSummary[] }).items[0]?.centre ?? []
  })
  await page.goto(`${address}/?lang=ar&at=${centre.join()},17`)
  await mapIdle(page)
  const canvas = page.locator('canvas.maplibregl-canvas')
  const box = await canvas.boundingBox()
  if (!box) throw new Error('no map')
  for (let away = 0; away <= reach; away += 4)
    for (const [across, down] of [
      [away, 0],
      [-away, 0],
      [0, away],
      [0, -away],
    ] as const) {
      const place = { x: box.x + box.width / 2 + across, y: box.y + box.height / 2 + down }
      await page.mouse.move(place.x, place.y, { steps: 2 })
      await page.waitForTimeout(80)
      if ((await canvas.evaluate(({ style }) => style.cursor)) !== 'pointer') continue
      await page.mouse.click(place.x, place.y)
      return
    }
  throw new Error('nothing to choose')
}

/** Chooses the first of several where one place holds more than one, and waits until its works is asked for. */
async function choose(page: Page): Promise<void> {
  const question = page.waitForRequest(asked)
  await clickWorks(page)
  await Promise.race([question, page.locator('.chooser').waitFor()])
  const first = page.locator('.chooser [role=menuitem]').first()
  if (await first.count()) await first.click()
  await question
}

describe('a works on the map', () => {
  it('is opened by a click', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    await choose(page)
    await page.waitForURL(/sel=[0-9a-f-]{36}/)
    await page.locator('.drawer .tiles').waitFor()
    await mapIdle(page)
    await keep(page, 'works-picked')
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('is not opened once the page has moved on', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    let answer: () => void = () => undefined
    const moved = new Promise<void>((done) => {
      answer = done
    })
    await page.route(asked, async (route) => {
      await moved
      await route.continue()
    })
    await choose(page)
    await page.getByRole('link', { name: 'البلاغات', exact: true }).click()
    await page.waitForURL((url) => url.pathname === '/reports')
    const answered = page.waitForResponse(asked)
    answer()
    await (await answered).finished()
    await page.waitForTimeout(500)
    expect(new URL(page.url()).pathname).toBe('/reports')
    expect(new URL(page.url()).searchParams.get('sel')).toBeNull()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('that cannot be asked for, or is there no more, is said to be missing', async () => {
    const { page } = await openPage(browser)
    await signIn(page, 'planner@demo')
    await page.route(asked, (route) => route.fulfill({ json: { items: [], nextCursor: null, total: 0 } }))
    await choose(page)
    await page.locator('.map-trouble').waitFor()
    await page.unroute(asked)
    await page.locator('.map-trouble button').click()
    await mapIdle(page)
    await page.route(asked, (route) => route.abort())
    await choose(page)
    await page.locator('.map-trouble').waitFor()
    await keep(page, 'works-not-picked')
    expect(new URL(page.url()).searchParams.get('sel')).toBeNull()
    await page.context().close()
  })
})
