import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Does something as somebody who is signed in, with nothing to complain of. */
async function as<T>(account: string, path: string, deed: (page: Page) => Promise<T>): Promise<T> {
  const { page, foreign, complaints } = await openPage(browser)
  await signIn(page, account)
  await page.goto(`${address}${path}`)
  const done = await deed(page)
  expect(foreign).toEqual([])
  expect(complaints).toEqual([])
  await page.context().close()
  return done
}

const spots = groundOf('violation')

/** A works of this walk's own that the demo contractor is to dig; gives its number. */
async function planned(page: Page): Promise<{ id: string; number: string }> {
  const period = { start: await dayFrom(page, 40), end: await dayFrom(page, 45) }
  const { id, version } = await planWorks(page, { title: `Violation walk ${Date.now()}`, spot: spots(), period })
  const { items } = await asked<{ items: { id: string; code: string }[] }>(page, 'GET', '/api/agencies')
  const contractorId = items.find(({ code }) => code === 'DEMO-BUILD1')?.id
  return asked(page, 'PATCH', `/api/works/${id}`, { version, contractorId })
}

const said = {
  ar: { violations: 'مخالفات', record: 'تسجيل مخالفة', seen: 'ما الذي رُصد؟', article: 'المادة', choose: 'اختر المادة', days: 'عدد الأيام', do: 'تسجيل المخالفة' },
  en: { violations: 'Violations', record: 'Record a violation', seen: 'What was seen?', article: 'Article', choose: 'Choose the article', days: 'Days', do: 'Record the violation' },
} as const // biome-ignore format: a table

/** The office records a violation from the drawer of the works; gives its id. */
async function recorded(
  page: Page,
  { lang, article, days }: { lang: 'ar' | 'en'; article: string; days?: string },
): Promise<string> {
  const words = said[lang]
  await page.getByTestId('violations-of').getByRole('link', { name: words.record, exact: true }).click()
  const drawer = page.locator('.drawer')
  await drawer.getByRole('radio', { checked: true }).waitFor()
  await drawer.getByRole('button', { name: words.do, exact: true }).click()
  await drawer.getByRole('alert').first().waitFor()
  // nobody is fined by an article that was not chosen
  expect(await drawer.getByLabel(words.article, { exact: true }).inputValue()).toBe('')
  await drawer.getByRole('alert').filter({ hasText: words.choose }).waitFor()
  await drawer.getByLabel(words.article, { exact: true }).selectOption({ label: article })
  if (days) await drawer.getByLabel(words.days, { exact: true }).fill(days)
  await drawer.getByLabel(words.seen, { exact: true }).fill('Walk: nobody was there.')
  expect(await faultsOf(page)).toEqual([])
  await keep(page, `violation-form-${lang}`)
  await drawer.getByRole('button', { name: words.do, exact: true }).click()
  await page.waitForURL((url) => /^[0-9a-f-]{36}$/.test(url.searchParams.get('sel') ?? ''))
  await page.getByTestId('amount').waitFor()
  return new URL(page.url()).searchParams.get('sel') ?? ''
}

describe('a violation', () => {
  it('is recorded by the office, objected to, reduced by somebody else, and paid, in Arabic', async () => {
    const works = await as('electricity@demo', '/?lang=ar', (page) => planned(page))
    const id = await as('planner@demo', `/works?lang=ar&sel=${works.id}`, async (page) => {
      const made = await recorded(page, {
        lang: 'ar',
        article: 'إغلاق الطريق مدة أطول من المصرح بها، لكل يوم',
        days: '3',
      })
      // twice as much where another walk has had one recorded for the same contractor
      expect(await page.getByTestId('amount').textContent()).toMatch(/(6|12),000\.00/)
      expect(await faultsOf(page)).toEqual([])
      await keep(page, 'violation-issued-ar')
      return made
    })
    await as('contractor@demo', `/violations?lang=ar&sel=${id}`, async (page) => {
      await page.getByRole('button', { name: 'اعتراض', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('السبب', { exact: true }).fill('يوم واحد كان بطلب المرور.')
      expect(await faultsOf(page)).toEqual([])
      await dialog.getByRole('button', { name: 'اعتراض', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.locator('.drawer').getByText('معترض عليها', { exact: true }).waitFor()
    })
    await as('admin@demo', `/violations?lang=ar&sel=${id}`, async (page) => {
      await page.getByRole('button', { name: 'تخفيض الغرامة', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(/المبلغ بعد التخفيض/).fill('4000')
      await dialog.getByLabel('السبب', { exact: true }).fill('يوم واحد كان بطلب المرور.')
      await dialog.getByRole('button', { name: 'تخفيض الغرامة', exact: true }).click()
      await page.getByTestId('fine').waitFor()
    })
    await as('contractor@demo', `/violations?lang=ar&sel=${id}`, async (page) => {
      await page.getByTestId('fine').getByRole('button').click()
      await page.waitForURL(/\/pay\//)
      await page.locator('.permit-sheet .button.primary').click()
      await page.locator('.permit-sheet a.link').click()
      await page.locator('[data-testid=fine][data-state=paid]').waitFor()
      await page.setViewportSize({ width: 390, height: 844 })
      expect(await faultsOf(page)).toEqual([])
      await keep(page, 'violation-paid-phone-ar')
    })
  })

  it('is a warning first where there is time to mend it, in English', async () => {
    const works = await as('electricity@demo', '/?lang=en', (page) => planned(page))
    const id = await as('planner@demo', `/works?lang=en&sel=${works.id}`, (page) =>
      recorded(page, { lang: 'en', article: 'Excavation waste not removed' }),
    )
    await as('contractor@demo', `/violations?lang=en&sel=${id}`, async (page) => {
      await page.getByRole('button', { name: 'Report as corrected', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('What was corrected?', { exact: true }).fill('It was taken away.')
      await dialog.getByRole('button', { name: 'Report as corrected', exact: true }).click()
      await page.locator('.drawer').getByText('Reported as corrected', { exact: true }).first().waitFor()
      expect(await faultsOf(page)).toEqual([])
    })
    await as('planner@demo', `/violations?lang=en&sel=${id}`, async (page) => {
      await page.getByRole('button', { name: 'Confirm the correction', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Confirm the correction', exact: true }).click()
      await page.locator('.drawer').getByText('Corrected in time', { exact: true }).first().waitFor()
      await keep(page, 'violation-mended-en')
    })
  })
})
