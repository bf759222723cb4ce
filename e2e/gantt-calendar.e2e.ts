import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Conflict } from '../server/coordination/contract.ts'
import { contrast } from '../web/map/contrast.ts'
import { dayFrom } from './applications.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
const darkRoad = '#30353d'

/** The colours that bars are drawn with, as `#rrggbb`. */
async function coloursOf(page: Page, bars: string): Promise<string[]> {
  return page.locator(bars).evaluateAll((all) =>
    all.map((bar) => {
      const { backgroundColor, borderTopColor } = getComputedStyle(bar)
      const own = (bar as HTMLElement).style.getPropertyValue('--agency')
      const seen = /rgba\(.*, 0\)/.test(backgroundColor) ? borderTopColor : backgroundColor
      const hex = (seen.match(/\d+/g) ?? []).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, '0'))
      return own || `#${hex.join('')}`
    }),
  )
}

describe.each(['ar', 'en'] as const)(
  'for a reader of Umm al-Qura, Arabic digits and dark colours, in %s',
  (language) => {
    it.each(['desktop', 'phone'] as const)('works along the days have that calendar, on a %s', async (size) => {
      const { page, complaints } = await openPage(browser, { viewport: sizes[size] })
      await signIn(page, 'planner@demo')
      await page.evaluate(() =>
        localStorage.setItem(
          'nasaq-display',
          JSON.stringify({ calendar: 'hijri', digits: 'arabic', appearance: 'dark' }),
        ),
      )
      const [start, end] = [await dayFrom(page, 0), await dayFrom(page, 91)]
      for (const scale of ['week', 'month', 'quarter']) {
        await page.goto(`${address}/my-works?lang=${language}&tab=gantt&scale=${scale}&from=${start}&to=${end}`)
        await page.locator('.gantt-works').first().waitFor()
        const upper = (await page.locator('.gantt-upper').allTextContents()).join(' ')
        const axis = (await page.locator('.gantt-axis').textContent()) ?? ''
        expect(upper).toMatch(/١٤[٤٥]/)
        expect(upper).not.toMatch(/٢٠[٢٣]/)
        expect(axis).not.toMatch(/\d/)
        expect(await page.locator('.gantt-days small').first().textContent()).toMatch(/١٤[٤٥]/)
        await keep(page, `gantt-hijri-${scale}-${language}-${size}`)
      }
      for (const colour of await coloursOf(page, '.gantt-works'))
        expect(contrast(colour, darkRoad)).toBeGreaterThan(2.9)

      const { items } = (await (await page.request.get(`${address}/api/conflicts?kind=clash&limit=1`)).json()) as {
        items: Conflict[]
      }
      await page.goto(`${address}/conflicts?lang=${language}&sel=${items[0]?.id}`)
      await page.locator('.trial-gantt .gantt-bar').first().waitFor()
      const caption = (await page.locator('.trial-gantt figcaption').textContent()) ?? ''
      expect(caption).toMatch(/١٤[٤٥]/)
      expect(caption).not.toMatch(/\d/)
      const bars = await coloursOf(page, '.trial-gantt .gantt-bar')
      for (const colour of bars) expect(contrast(colour, darkRoad)).toBeGreaterThan(2.9)
      await keep(page, `trial-gantt-hijri-${language}-${size}`)
      expect(complaints).toEqual([])
      await page.context().close()
    })
  },
)

describe('the calendar of works, sorted by start', () => {
  it('opens where bars are, and not on years that are past', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    await page.goto(`${address}/my-works?lang=ar`)
    await page.locator('[data-testid=works-rows] tr').first().waitFor()
    await page.getByRole('button', { name: 'مخطط زمني', exact: true }).click()
    await page.locator('.gantt-works').first().waitFor()
    const inSight = () =>
      page.locator('.gantt-works').evaluateAll((bars) => {
        const grid = document.querySelector('.works-grid')?.getBoundingClientRect()
        const isIn = ({ left, right, top }: DOMRect) =>
          grid && left < grid.right && right > grid.left && top > grid.top && top < grid.bottom
        return bars.filter((bar) => isIn(bar.getBoundingClientRect())).length
      })
    await expect.poll(inSight).toBeGreaterThan(6)
    await keep(page, 'gantt-opens')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
