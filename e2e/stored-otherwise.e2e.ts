import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked } from './applications.ts'
import { faultsOf } from './axe.ts'
import { drawn } from './drawing.ts'
import { address, isWide, keep, openAs, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const texts = {
  ar: { plan: 'حفظ وإعلان الخطة', over: 'حفظ ما هنا بدلًا منه', planned: 'مخطط' },
  en: { plan: 'Save and announce the plan', over: 'Save what is here instead', planned: 'Planned' },
} as const

interface Stored {
  id: string
  version: number
}

describe.each(['ar', 'en'] as const)('a drawing whose answer was lost, in %s', (language) => {
  it('is not written over what somebody changed since, before both are shown, and becomes the plan', async () => {
    const words = texts[language]
    const { page } = await openPage(browser)
    const office = (await openAs(browser, 'planner@demo')).page
    await drawn(page, 'telecom@demo')
    const title = `Lost ${Date.now()}`
    await page.locator('input[name=title]').fill(title)
    let id = ''
    await page.route('**/api/works', async (route) => {
      id = (route.request().postDataJSON() as Stored).id
      await route.fetch()
      await route.abort()
    })
    await page.getByRole('button', { name: 'حفظ مسودة' }).click()
    await page.locator('.drawer .failure').waitFor()
    await page.unroute('**/api/works')
    const { version } = await asked<Stored>(office, 'GET', `/api/works/${id}`)
    await asked(office, 'PATCH', `/api/works/${id}`, { version, title: `${title} of the office` })

    await page.goto(`${address}/draw?lang=${language}`)
    await page.getByRole('button', { name: words.plan, exact: true }).click()
    const both = page.getByTestId('stored-otherwise')
    await both.getByText(`${title} of the office`).waitFor()
    await keep(page, `stored-otherwise-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await keep(page, `stored-otherwise-${language}-390`)
    await isWide(page, 390)
    await page.setViewportSize({ width: 1440, height: 900 })
    await both.getByRole('button', { name: words.over, exact: true }).click()
    await page.locator('.status-tag', { hasText: words.planned }).first().waitFor()
    expect(await asked(office, 'GET', `/api/works/${id}`)).toMatchObject({ title, status: 'planned' })
    await page.context().close()
    await office.context().close()
  })
})
