import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, isWide, keep, openBrowser, openPage, signIn, type Watched } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Each walk has its own ground, also where a service is walked through again. */
const run = Date.now() % 100_000
const spots = groundOf('redraw')

const texts = {
  ar: { edit: 'تعديل', route: 'تغيير المسار على الخريطة', stays: 'إبقاء المسار كما كان', coordinates: 'الإحداثيات', save: 'حفظ التعديل', lost: 'الرسم لم يُحفظ بعد', keep: 'متابعة الرسم' },
  en: { edit: 'Change', route: 'Change the route on the map', stays: 'Keep the route as it was', coordinates: 'Coordinates', save: 'Save the change', lost: 'The drawing is not saved yet', keep: 'Keep drawing' },
} as const // biome-ignore format: a table

interface Routed {
  id: string
  version: number
  route: { type: string; coordinates: [number, number][] }
}

describe.each(['ar', 'en'] as const)('the route of a works that nobody applied for, in %s', (language) => {
  const words = texts[language]
  let watched: Watched
  let page: Page
  beforeAll(async () => {
    watched = await openPage(browser)
    page = watched.page
    await signIn(page, 'electricity@demo')
  })
  afterAll(() => page.context().close())

  const planned = async (title: string) => {
    const period = { start: await dayFrom(page, 9), end: await dayFrom(page, 18) }
    return (await planWorks(page, { title: `${title} ${run} ${language}`, spot: spots(), period })).id
  }
  const stored = (id: string) => asked<Routed>(page, 'GET', `/api/works/${id}`)

  it('is drawn anew where it was planned, and what it meets there is said and stored', async () => {
    const [there, moved] = [await planned('Main'), await planned('Feeder')]
    const { route } = await stored(there)
    await page.goto(`${address}/?lang=${language}&sel=${moved}`)
    await page.getByRole('button', { name: words.edit, exact: true }).click()
    await page.getByRole('button', { name: words.route, exact: true }).click()
    await page.locator('.draw-bar').waitFor()
    expect(await page.getByRole('button', { name: words.save, exact: true }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: words.coordinates, exact: true }).click()
    for (const [at, [lng, lat]] of route.coordinates.entries()) {
      const field = page.locator('.way-points input').nth(at)
      await field.fill(`${lat}, ${lng}`)
      await field.blur()
    }
    await page.locator('[data-testid=finding]').first().waitFor()
    await keep(page, `redraw-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await keep(page, `redraw-${language}-390`)
    await isWide(page, 390)
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.locator('.drawer h1').click()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: words.lost }).getByRole('button', { name: words.keep }).click()
    await page.getByRole('button', { name: words.save, exact: true }).click()
    await page.getByRole('button', { name: words.edit, exact: true }).waitFor()
    expect((await stored(moved)).route).toEqual(route)
    const { items } = await asked<{ items: { worksA: { id: string }; worksB: { id: string } }[] }>(
      page,
      'GET',
      `/api/conflicts?works=${moved}`,
    )
    expect(items.map(({ worksA, worksB }) => [worksA.id, worksB.id].sort())).toContainEqual([there, moved].sort())
    await keep(page, `redrawn-${language}`)
  })

  it('stays as it was where the pen is put away again', async () => {
    const id = await planned('Duct')
    await page.goto(`${address}/?lang=${language}&sel=${id}`)
    await page.getByRole('button', { name: words.edit, exact: true }).click()
    await page.getByRole('button', { name: words.route, exact: true }).click()
    await page.getByRole('button', { name: words.stays, exact: true }).click()
    await page.getByRole('button', { name: words.route, exact: true }).waitFor()
    expect(await page.locator('.draw-bar').count()).toBe(0)
    expect(await page.getByRole('button', { name: words.save, exact: true }).isDisabled()).toBe(true)
    expect(watched.complaints).toEqual([])
    expect(watched.foreign).toEqual([])
  })
})
