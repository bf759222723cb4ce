import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf } from './axe.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { find: 'البحث عن شارع', year: 'السنة', map: 'على الخريطة', csv: 'ملف CSV', layer: 'حالة الأسطح', ledger: 'سجل الرصف', more: 'المزيد عن هذا العمل', head: 'الشارع' },
  en: { find: 'Find a street', year: 'Year', map: 'On the map', csv: 'CSV file', layer: 'Condition of surfaces', ledger: 'Pavement ledger', more: 'More about these works', head: 'Street' },
} as const // biome-ignore format: a table

interface Found {
  id: string
  name: { ar: string; en: string }
  year: number
  entry: string
}

/** A street of the demo city on which at least so much was dug, as works or before there was this register. */
async function streetWith(page: Page, least: number, works: boolean): Promise<Found> {
  return await page.evaluate(
    async ({ least, works }) => {
      const read = async (url: string) => (await fetch(url)).json()
      const { items } = await read('/api/streets?limit=500')
      for (const { id, name } of items) {
        const { entries, firstYear } = await read(`/api/streets/${id}/pavement`)
        if (entries < least) continue
        const ledger = await read(`/api/streets/${id}/pavement/entries?limit=100`)
        const dug = ledger.items.find((one: { works: object | null }) => (one.works !== null) === works)
        if (dug) return { id, name, year: firstYear, entry: dug.id }
      }
      throw new Error('no street with a history')
    },
    { least, works },
  )
}

describe.each(['ar', 'en'] as const)('the ledger of a street, in %s', (language) => {
  const said = words[language]

  it('is found by name, read as a line and a table, narrowed, kept as a file and shown on the map', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'planner@demo')
    const street = await streetWith(page, 6, false)
    await page.goto(`${address}/streets?lang=${language}`)
    await page.getByLabel(said.find, { exact: true }).fill(street.name[language])
    await page.locator(`a[href*="${street.id}"]`).click()
    await page.getByTestId('segments').waitFor()
    const bars = page.getByTestId('straight-line').locator('.line-bar button')
    await bars.first().waitFor()
    const all = await bars.count()
    expect(await page.locator('[data-testid=segments] .grade').count()).toBeGreaterThan(0)
    await keep(page, `ledger-${language}`)
    expect(await faultsOf(page)).toEqual([])

    await bars.first().focus()
    await page.keyboard.press('Enter')
    await page.locator('[data-testid=entries] tr[aria-current=true]').waitFor()
    expect(await page.locator('[data-testid=entries] tr[aria-current=true]').count()).toBe(1)

    const file = await page.request.get(
      `${address}${await page.getByRole('link', { name: said.csv, exact: true }).getAttribute('href')}`,
    )
    expect((await file.text()).split('\r\n')[0]).toContain(said.head)

    await page.getByLabel(said.year, { exact: true }).selectOption(String(street.year))
    await page.waitForURL(new RegExp(`year=${street.year}`))
    await expect.poll(() => bars.count()).toBeLessThan(all)

    await page.setViewportSize({ width: 390, height: 844 })
    await keep(page, `ledger-phone-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })

    const tile = page.waitForResponse((answer) => /\/tiles\/pavement\//.test(answer.url()) && answer.status() === 200)
    await page.getByRole('link', { name: said.map, exact: true }).click()
    await tile
    expect(await page.getByLabel(said.layer, { exact: true }).isChecked()).toBe(true)
    await keep(page, `ledger-map-${language}`)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('leads to the works, and back from there to its streets', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'contractor@demo')
    const street = await streetWith(page, 1, true)
    await page.goto(`${address}/streets/${street.id}?lang=${language}`)
    await page.getByTestId(`entry-${street.entry}`).getByRole('link').first().click()
    await page.waitForURL(new RegExp(`sel=${street.entry}`))
    await page.locator('.drawer summary', { hasText: said.more }).click()
    await page.locator('.drawer').getByRole('heading', { name: said.ledger, exact: true }).waitFor()
    await page.locator(`.drawer a[href*="${street.id}"]`).click()
    await page.getByTestId('segments').waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
