import type { Page } from 'playwright-core'
import { address, mapIdle, signIn } from './page.ts'

/** Three places across the old town, as shares of the map: something is met there in any season. */
const clicks = [
  [0.3, 0.62],
  [0.42, 0.6],
  [0.6, 0.58],
] as const

/** What the bar begins with after each of them. */
const counts = ['بقيت نقطة', 'نقطتان', '3 نقاط'] as const

async function clickAt(page: Page, [x, y]: readonly [number, number]): Promise<void> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  if (!box) throw new Error('no map')
  const place = { x: box.x + box.width * x, y: box.y + box.height * y }
  await page.mouse.move(place.x - 6, place.y - 6)
  await page.mouse.move(place.x, place.y, { steps: 3 })
  await page.waitForTimeout(120)
  await page.mouse.down()
  await page.mouse.up()
}

export const points = (page: Page) => page.locator('.draw-facts').textContent()

/** Waits until the bar counts the points as so many. */
export async function counted(page: Page, count: (typeof counts)[number]): Promise<void> {
  await page.waitForFunction((words) => document.querySelector('.draw-facts')?.textContent?.startsWith(words), count)
}

/** Signs in and takes the pen in hand: a click before that would open what lies under it. */
export async function penInHand(page: Page, account: string): Promise<void> {
  await signIn(page, account)
  await page.goto(`${address}/draw?lang=ar`)
  await page.locator('.draw-bar').waitFor()
  await mapIdle(page)
}

/** Draws three points, waiting for each. */
export async function drawPoints(page: Page): Promise<void> {
  for (const [index, count] of counts.entries()) {
    await clickAt(page, clicks[index] ?? clicks[0])
    await counted(page, count)
  }
}

export async function finish(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await page.locator('.draw-facts', { hasText: 'اكتمل الرسم' }).waitFor()
}

/** Signs in, draws three points and finishes. */
export async function drawn(page: Page, account: string): Promise<void> {
  await penInHand(page, account)
  await drawPoints(page)
  await finish(page)
}
