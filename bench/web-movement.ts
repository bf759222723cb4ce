import type { Browser, Page } from 'playwright-core'
import { makeWorks, random } from './city.ts'
import type { Country } from './country.ts'
import { type Line, median, milliseconds, quantile } from './table.ts'
import { openBlank } from './web-blank.ts'
import { signInWith, type User } from './web-users.ts'

/** The middle of the first city's grid, where works lie as densely as anywhere. */
const at = '46.68,24.71,14'
/** Desert: the same page with nothing to draw anew, so that what its frames cost is not taken for what works cost. */
const nowhere = '50.5,20.5,14'
const rounds = 3
const moves = 90
const asked = 100
const quietMilliseconds = 400

const idle = (page: Page) => page.locator('.map[data-idle="true"]').waitFor({ timeout: 120_000 })

/** Notes each frame, and each call that draws on a map. As text: what a compiler adds to functions is not there in a page. */
const noting = `
  window.noted = { frames: [], drawn: 0 }
  const { drawElements } = WebGL2RenderingContext.prototype
  WebGL2RenderingContext.prototype.drawElements = function (...given) {
    window.noted.drawn = performance.now()
    return drawElements.apply(this, given)
  }
  requestAnimationFrame(function frame(now) {
    window.noted.frames.push(now)
    requestAnimationFrame(frame)
  })`
type Noted = Window & { noted: { frames: number[]; drawn: number } }

async function openPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await page.addInitScript({ content: noting })
  return page
}

/** Drags the map back and forth; gives how long each frame took meanwhile. */
async function pan(page: Page): Promise<number[]> {
  const box = await page.locator('.map').boundingBox()
  if (!box) throw new Error('no map')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  const from = await page.evaluate(() => (window as unknown as Noted).noted.frames.length)
  for (let step = 1; step <= moves; step++) {
    await page.mouse.move(x + 220 * Math.sin((step / moves) * 2 * Math.PI), y + 90 * Math.sin((step / moves) * Math.PI))
    await page.waitForTimeout(15)
  }
  const frames = await page.evaluate((first) => (window as unknown as Noted).noted.frames.slice(first), from)
  await page.mouse.up()
  return frames.slice(1).map((now, frame) => now - (frames[frame] ?? now))
}

/** Milliseconds from a key on the time bar's end to the last that is drawn for it. */
async function moveWindow(page: Page, key: string): Promise<number> {
  const handle = page.locator('[role=slider]').last()
  await handle.focus()
  const pressed = await page.evaluate(() => performance.now())
  await page.keyboard.press(key)
  let drawn = 0
  for (;;) {
    await page.waitForTimeout(quietMilliseconds)
    const last = await page.evaluate(() => (window as unknown as Noted).noted.drawn)
    if (last === drawn) return Math.max(0, last - pressed)
    drawn = last
  }
}

/** Asks for the findings of new routes, as the pen does after each point. */
async function findings(page: Page, { agencyIds }: Country, csrfToken: string): Promise<number[]> {
  const next = random(7)
  const drafts = Array.from({ length: asked }, () => {
    const { category, route, period } = makeWorks(next, agencyIds, 'planned')
    return JSON.stringify({ category, route, period })
  })
  return page.evaluate(
    async ({ bodies, token }) => {
      const times: number[] = []
      for (const body of bodies) {
        const start = performance.now()
        const headers = { 'content-type': 'application/json', 'x-csrf-token': token }
        const answer = await fetch('/api/assessments', { method: 'POST', headers, body })
        await answer.json()
        if (!answer.ok) throw new Error(String(answer.status))
        times.push(performance.now() - start)
      }
      return times
    },
    { bodies: drafts, token: csrfToken },
  )
}

async function opened(open: () => Promise<void>, page: Page): Promise<number> {
  const start = performance.now()
  await open()
  await idle(page)
  return performance.now() - start
}

export async function movementLines(
  browser: Browser,
  { address, planner, country }: { address: string; planner: User; country: Country },
): Promise<Line[]> {
  const times = { ours: [] as number[], blank: [] as number[], window: [] as number[], desert: [] as number[] }
  const frames = { ours: [] as number[], blank: [] as number[] }
  let found: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const [page, blank] = [await openPage(browser), await openPage(browser)]
    const csrfToken = await signInWith(page, address, planner)
    const empty = await opened(() => openBlank(blank, address, at), blank)
    const emptyFrames = await pan(blank)
    await blank.context().close()
    const full = await opened(async () => void (await page.goto(`${address}/?lang=ar&at=${at}`)), page)
    const fullFrames = await pan(page)
    await idle(page)
    const moved = [await moveWindow(page, 'PageUp'), await moveWindow(page, 'PageDown')]
    await page.goto(`${address}/?lang=ar&at=${nowhere}`)
    await idle(page)
    const still = [await moveWindow(page, 'PageUp'), await moveWindow(page, 'PageDown')]
    if (round === rounds) found = await findings(page, country, csrfToken)
    await page.context().close()
    // the first warms the service, its caches and the browser's
    if (round === 0) continue
    times.blank.push(empty)
    times.ours.push(full)
    times.window.push(...moved)
    times.desert.push(...still)
    frames.blank.push(...emptyFrames)
    frames.ours.push(...fullFrames)
  }
  return linesOf({ times, frames, found, size: country.size })
}

interface Measured {
  times: { ours: number[]; blank: number[]; window: number[]; desert: number[] }
  frames: { ours: number[]; blank: number[] }
  found: number[]
  size: number
}

function linesOf({ times, frames, found, size }: Measured): Line[] {
  const [frame, emptyFrame] = [median(frames.ours), median(frames.blank)]
  const [first, emptyFirst] = [median(times.ours), median(times.blank)]
  const told = (values: readonly number[]) =>
    `${milliseconds(median(values))} (p95 ${milliseconds(quantile(values, 0.95))})`
  const window = median(times.window)
  const late = quantile(found, 0.95)
  return [
    {
      what: 'frame while panning at z14, median; an empty map',
      ...{ size, ours: told(frames.ours), against: told(frames.blank), figure: frame / emptyFrame, reach: { most: 2 } },
    },
    {
      what: 'address to first idle map, warm server; an empty map',
      ...{ size, ours: milliseconds(first), against: milliseconds(emptyFirst) },
      ...{ figure: first, unit: 'ms', reach: { most: 2500 } },
    },
    {
      what: 'time window moved to last repaint; where nothing lies',
      ...{ size, ours: told(times.window), against: told(times.desert) },
      ...{ figure: window, unit: 'ms', reach: { most: 100 } },
    },
    {
      what: 'findings after a point, round trip of the page, p95',
      ...{ size, ours: told(found), against: '', figure: late, unit: 'ms', reach: { most: 700 } },
    },
  ]
}
