import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

type Spot = readonly [x: number, y: number]

async function onCanvas(page: Page, [x, y]: Spot): Promise<{ x: number; y: number }> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  if (!box) throw new Error('no map')
  return { x: box.x + box.width * x, y: box.y + box.height * y }
}

/** The places of the drawing that the page keeps. */
async function places(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = Object.keys(localStorage).find((each) => each.startsWith('nasaq.draft.'))
    const kept = JSON.parse(localStorage.getItem(name ?? '') ?? '{"vertices":[]}')
    return kept.vertices.map(({ place }: { place: number[] }) => place.join())
  })
}

async function until(page: Page, count: number): Promise<string[]> {
  for (let tries = 0; tries < 80; tries++) {
    const found = await places(page)
    if (found.length === count) return found
    await page.waitForTimeout(100)
  }
  throw new Error(`${(await places(page)).length} points, not ${count}`)
}

async function openDrawing(page: Page): Promise<void> {
  await signIn(page, 'water@demo')
  await page.goto(`${address}/draw?lang=ar`)
  await page.locator('.draw-bar').waitFor()
  await mapIdle(page)
}

describe('the pen', () => {
  it('pulls points by pointer, takes new ones out of the middle and throws them away, all undone', async () => {
    const { page, complaints } = await openPage(browser)
    await openDrawing(page)
    // the points lie where they are put, so that they are found there again
    await page.keyboard.down('Alt')
    const spots: Spot[] = [
      [0.3, 0.3],
      [0.5, 0.3],
      [0.5, 0.6],
    ]
    for (const [i, spot] of spots.entries()) {
      const { x, y } = await onCanvas(page, spot)
      await page.mouse.move(x, y, { steps: 2 })
      await page.mouse.click(x, y)
      await until(page, i + 1)
    }
    // a second click on the end finishes
    const last = await onCanvas(page, [0.5, 0.6])
    await page.mouse.click(last.x, last.y)
    await page.locator('.draw-facts', { hasText: 'اكتمل الرسم' }).waitFor()
    await page.locator('.settled-note, .live-findings').first().waitFor()
    await page.waitForTimeout(500)

    const before = await until(page, 3)
    const pull = async (from: Spot, to: Spot) => {
      const [a, b] = [await onCanvas(page, from), await onCanvas(page, to)]
      await page.mouse.move(a.x, a.y)
      await page.mouse.down()
      await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 3 })
      await page.mouse.move(b.x, b.y, { steps: 3 })
      await page.mouse.up()
    }
    await pull([0.3, 0.3], [0.25, 0.45])
    await page.waitForFunction(
      (first) => !localStorage.getItem(Object.keys(localStorage).find((name) => name.startsWith('nasaq.draft.')) ?? '')?.includes(first),
      `[${before[0]}]`,
    ) // biome-ignore format: one line
    expect((await until(page, 3)).slice(1)).toEqual(before.slice(1))
    await page.getByRole('button', { name: 'تراجع' }).click()
    expect(await until(page, 3)).toEqual(before)
    await pull([0.5, 0.45], [0.6, 0.45])
    await until(page, 4)
    await keep(page, 'pen-pulled')
    const { x, y } = await onCanvas(page, [0.5, 0.3])
    await page.mouse.click(x, y, { button: 'right' })
    await until(page, 3)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('draws by touch: taps put points, a finger pulls one, and the map stays where it is', async () => {
    const { page, complaints } = await openPage(browser, {
      viewport: { width: 412, height: 860 },
      hasTouch: true,
      isMobile: true,
    })
    await openDrawing(page)
    const spots: Spot[] = [
      [0.3, 0.27],
      [0.7, 0.3],
    ]
    for (const [i, spot] of spots.entries()) {
      const { x, y } = await onCanvas(page, spot)
      await page.touchscreen.tap(x, y)
      await until(page, i + 1)
      // two taps in quick succession would be a gesture of the map
      await page.waitForTimeout(400)
    }
    await page.locator('.draw-bar .primary').tap()
    await page.locator('.draw-facts', { hasText: 'اكتمل الرسم' }).waitFor()
    await page.waitForTimeout(800)
    const before = await until(page, 2)
    const place = new URL(page.url()).searchParams.get('at')
    const cdp = await page.context().newCDPSession(page)
    await drag(cdp, await onCanvas(page, [0.7, 0.3]), await onCanvas(page, [0.6, 0.26]))
    await page.waitForTimeout(800)
    const after = await until(page, 2)
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
    expect(new URL(page.url()).searchParams.get('at')).toBe(place)
    await keep(page, 'pen-touch')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

async function drag(cdp: CDPSession, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points })
  await touch('touchStart', [from])
  for (let step = 1; step <= 6; step++)
    await touch('touchMove', [{ x: from.x + ((to.x - from.x) * step) / 6, y: from.y + ((to.y - from.y) * step) / 6 }])
  await touch('touchEnd', [])
}
