import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { address, keep, openAs, openBrowser, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Each walk has its own ground, also where a service is walked through again. */
const run = Date.now() % 100_000
let spots = 17_000 + (run % 4000)

const texts = {
  ar: { edit: 'تعديل', save: 'حفظ التعديل', ended: 'انتهت جلستك' },
  en: { edit: 'Change', save: 'Save the change', ended: 'Your session has ended' },
} as const

/** The page learns who is signed in by now, as when its window is looked at again. */
const lookAgain = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))

async function signInElsewhere(page: Page, account: string): Promise<void> {
  const other = await page.context().newPage()
  await signIn(other, account)
  await other.close()
  await lookAgain(page)
}

describe.each(['ar', 'en'] as const)('what is written of a works when the session ends, in %s', (language) => {
  const words = texts[language]

  async function written(path: string) {
    const { page } = await openAs(browser, 'electricity@demo')
    const period = { start: await dayFrom(page, 9), end: await dayFrom(page, 18) }
    const title = `Feeder ${run} ${language} ${spots}`
    const { id } = await planWorks(page, { title, spot: spots++, period })
    await page.goto(`${address}${path}?lang=${language}&sel=${id}`)
    await page.getByRole('button', { name: words.edit, exact: true }).click()
    await page.locator('input[name=title]').fill(`${title} east`)
    await page.context().clearCookies()
    await lookAgain(page)
    await page.getByText(words.ended).waitFor()
    return { page, id, title }
  }

  it.each(['/', '/my-works'])('at %s is there still, and saved once its author is signed in again', async (path) => {
    const { page, id, title } = await written(path)
    expect(await page.locator('input[name=title]').inputValue()).toBe(`${title} east`)
    await keep(page, `outliving-${language}${path.replace('/', '-')}`)
    expect(await faultsOf(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await keep(page, `outliving-${language}${path.replace('/', '-')}-390`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.setViewportSize({ width: 1440, height: 900 })
    await signInElsewhere(page, 'electricity@demo')
    await page.getByText(words.ended).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: words.save, exact: true }).click()
    await page.getByRole('button', { name: words.edit, exact: true }).waitFor()
    expect(await asked(page, 'GET', `/api/works/${id}`)).toMatchObject({ title: `${title} east` })
    await page.context().close()
  })

  it.each(['/', '/my-works'])('at %s is nothing that somebody else sees who signs in', async (path) => {
    const { page, title } = await written(path)
    await signInElsewhere(page, 'telecom@demo')
    await page.locator('input[name=title]').waitFor({ state: 'detached' })
    expect(await page.getByText(`${title} east`).count()).toBe(0)
    await page.context().close()
  })
})
