import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../server/time/rules.ts'
import { asked } from './applications.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, keep, mapIdle, openAs, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const spots = groundOf('conflict-on-map')
const texts = {
  ar: { clash: 'تعارض في المكان والزمان', blocking: 'مانع', waived: 'استثناه المكتب' },
  en: { clash: 'Clash in place and time', blocking: 'Blocking', waived: 'Waived by the office' },
} as const

interface Clash {
  ours: { id: string; version: number }
  theirs: { id: string; version: number }
  id: string
  /** The page of conflicts, its map alone, over it. */
  search: string
}

/** Two works that dig the same ground on the same days, in the desert. */
async function clash(): Promise<Clash> {
  const [lng, lat] = placeOf(spots())
  const route = { type: 'LineString', coordinates: [[lng, lat], [lng + 0.001, lat]] } // biome-ignore format: one line
  const plan = async (account: string, utility: string) => {
    const { page } = await openAs(browser, account)
    const { today } = await asked<{ today: string }>(page, 'GET', '/api/ready')
    const period = { start: addDays(today, 60), end: addDays(today, 70) }
    const given = { title: 'تمديد في البر', category: 'planned', utility, status: 'planned', route, period }
    const works = await asked<{ id: string; version: number }>(page, 'POST', '/api/works', given)
    await page.context().close()
    return { works, period }
  }
  const { works: ours, period } = await plan('water@demo', 'water')
  const { works: theirs } = await plan('electricity@demo', 'electricity')
  const id = [...[ours.id, theirs.id].sort(), 'clash'].join('.')
  const at = `${lng + 0.0005},${lat},18`
  return { ours, theirs, id, search: `view=map&from=${period.start}&to=${period.end}&at=${at}` }
}

/** Beside the middle, where the page says that this is not the city. */
const asidePixels = 120

/** Presses the shared ground, and gives what there is to choose. */
async function press(page: Page, isTouched: boolean): Promise<string> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  if (!box) throw new Error('no map')
  const [x, y] = [box.x + box.width / 2 - asidePixels, box.y + box.height / 2]
  await (isTouched ? page.touchscreen.tap(x, y) : page.mouse.click(x, y))
  await page.locator('.chooser').waitFor()
  return (await page.locator('.chooser [role=menuitem]').allTextContents()).join('\n')
}

describe.each(['ar', 'en'] as const)('a conflict on the map, in %s', (language) => {
  const words = texts[language]

  it.each([
    ['desk', {}],
    ['phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ])('is opened by a press, on a %s', async (device, options) => {
    const { id, search } = await clash()
    const { page, complaints } = await openPage(browser, options)
    await signIn(page, 'planner@demo')
    await page.goto(`${address}/conflicts?lang=${language}&${search}`)
    await mapIdle(page)
    expect(await press(page, 'hasTouch' in options)).toContain(words.blocking)
    await keep(page, `conflict-chooser-${language}-${device}`)
    await page.locator('.chooser [role=menuitem]', { hasText: words.clash }).click()
    await page.locator('.drawer .finding').first().waitFor()
    expect(new URL(page.url()).searchParams.get('sel')).toBe(id)
    expect(new URL(page.url()).pathname).toBe('/conflicts')
    await mapIdle(page)
    await keep(page, `conflict-opened-${language}-${device}`)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('is pale and blocks nothing once the office let it pass', async () => {
    const { ours, theirs, search } = await clash()
    const water = await openAs(browser, 'water@demo')
    await asked(water.page, 'POST', `/api/works/${ours.id}/events`, { event: 'submit', version: ours.version })
    await water.page.context().close()
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    await page.goto(`${address}/conflicts?lang=${language}&${search}`)
    await mapIdle(page)
    await keep(page, `conflict-blocking-${language}`)
    const { version } = await asked<{ version: number }>(page, 'GET', `/api/works/${ours.id}/procedure`)
    await asked(page, 'POST', `/api/works/${ours.id}/waivers`, {
      version,
      kind: 'clash',
      ruleId: 'clash',
      other: { type: 'works', id: theirs.id, version: theirs.version },
      reason: 'يشتركان في الخندق.',
    })
    await page.reload()
    await mapIdle(page)
    const choices = await press(page, false)
    expect(choices).toContain(words.waived)
    expect(choices).not.toContain(words.blocking)
    await keep(page, `conflict-waived-${language}`)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
