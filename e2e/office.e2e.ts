import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import { address, keep, openBrowser, openPage, signIn, type Watched } from './page.ts'

let browser: Browser
let office: Watched
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const open = async (path: string) => {
  office = await openPage(browser)
  await signIn(office.page, 'planner@demo')
  await office.page.goto(`${address}${path}`)
  return office.page
}
afterEach(async () => {
  expect(office.foreign).toEqual([])
  expect(office.complaints).toEqual([])
  await office.page.context().close()
})

describe('the coordination office', () => {
  it('bans a contractor and lifts the ban with a reason', async () => {
    const page = await open('/office/bans?lang=ar')
    await page.getByRole('button', { name: 'إيقاف مقاول', exact: true }).click()
    const drawer = page.locator('.drawer')
    await drawer.getByRole('button', { name: 'إيقاف المقاول', exact: true }).click()
    await drawer.getByRole('alert').filter({ hasText: 'اختر المقاول' }).waitFor()
    await drawer.getByLabel('المقاول', { exact: true }).selectOption({ label: 'مقاولات الكثبان التجريبية' })
    await drawer.getByLabel('سبب الإيقاف').selectOption({ label: 'سبب آخر' })
    const words = `حواجز ناقصة ${Date.now()}`
    await drawer.getByLabel('تفصيل السبب').fill(words)
    expect(await faultsOf(page)).toEqual([])
    await drawer.getByRole('button', { name: 'إيقاف المقاول', exact: true }).click()
    const row = page.locator('[data-ban]', { hasText: words })
    await row.getByText('سارٍ').waitFor()
    await keep(page, 'office-bans')
    await row.getByRole('button', { name: /^رفع الإيقاف/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('السبب').fill('اكتملت الحواجز.')
    await dialog.getByRole('button', { name: 'رفع الإيقاف', exact: true }).click()
    await row.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'الكل', exact: true }).first().click()
    await row.getByText(/اكتملت الحواجز/).waitFor()
    expect(await faultsOf(page)).toEqual([])
  })

  it('restricts ground that it types, which works meet at once, and removes it again, in English', async () => {
    const page = await open('/office/restrictions?lang=en&sel=new&view=split')
    const name = `Walk ${Date.now()}`
    const drawer = page.locator('.drawer')
    await drawer.getByLabel('Name in Arabic').fill(name)
    await drawer.getByLabel('Name in English').fill(name)
    await drawer.getByLabel('Effect on works').selectOption({ label: 'Blocking' })
    await drawer.getByLabel('Permanent').check()
    await drawer.getByRole('button', { name: 'Coordinates', exact: true }).click()
    await drawer.locator('.way textarea').fill('23.10, 47.30\n23.10, 47.31\n23.11, 47.31')
    await drawer.locator('.way-deeds button').click()
    await page
      .locator('.draw-bar')
      .getByRole('button', { name: /^Finish/ })
      .click()
    expect(await faultsOf(page)).toEqual([])
    await drawer.getByRole('button', { name: 'Save', exact: true }).click()
    const row = page.locator('[data-restriction]', { hasText: name })
    await row.waitFor()
    const [start, end] = [await dayFrom(page, 30), await dayFrom(page, 40)]
    const route = { type: 'LineString', coordinates: [[47.3085, 23.104], [47.3095, 23.104]] } // biome-ignore format: one line
    const draft = { category: 'planned', route, period: { start, end } }
    const { findings } = await asked<{ findings: { kind: string; severity: string; explanation: string }[] }>(
      page,
      'POST',
      '/api/assessments',
      draft,
    )
    expect(findings.filter(({ severity }) => severity === 'blocking').map(({ kind }) => kind)).toContain('event')
    await row.locator('button').click()
    await drawer.getByText('Demo planner recorded').waitFor()
    await keep(page, 'office-restriction')
    await drawer.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await row.waitFor({ state: 'detached' })
  })

  it('reads a year street by street and agency by agency, and sees what a decision on several would do', async () => {
    const page = await open('/office/plan?lang=ar')
    await page.locator('[data-testid=plan-streets] .plan-bar button').first().waitFor()
    expect(await faultsOf(page)).toEqual([])
    await keep(page, 'office-plan')
    await page.locator('[data-testid=plan-streets] .plan-bar button').first().click()
    await page.locator('.drawer h1').waitFor()
    await page.keyboard.press('Escape')
    const href = await page.getByRole('link', { name: 'ملف CSV' }).getAttribute('href')
    const csv = await page.evaluate(async (url) => (await fetch(url as string)).text(), href)
    expect(csv.split('\r\n')[0]).toContain('الشارع,رقم العمل')
    expect(csv.split('\r\n').length).toBeGreaterThan(100)
    await page.getByRole('button', { name: 'الجهات', exact: true }).click()
    await page.locator('[data-testid=plan-agencies] tbody tr').first().waitFor()
    expect(await faultsOf(page)).toEqual([])

    await page.goto(`${address}/reviews?lang=ar&view=list`)
    const picks = page.locator('[data-review] .pick input:enabled')
    await picks.first().waitFor()
    for (const at of [0, 1, 2]) await picks.nth(at).check()
    await page.locator('.many button').nth(1).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.locator('[data-testid] > li').count()).toBe(3)
    expect(await faultsOf(page)).toEqual([])
    await keep(page, 'office-many')
    await dialog.getByRole('button', { name: 'رجوع', exact: true }).click()
  })

  it.each([
    ['ar', 'ملف الاجتماع', /^الملف للطباعة/],
    ['en', 'Meeting pack', /^Pack/],
  ] as const)(
    'takes the same numbered pack to a meeting on the page, on paper and as a file, in %s',
    async (lang, title, pdf) => {
      const page = await open(`/office/meeting?lang=${lang}&view=split`)
      const items = page.locator('.meeting-item')
      await items.first().waitFor({ state: 'attached' })
      await page.getByRole('heading', { name: title, exact: true }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await keep(page, `office-meeting-${lang}`)
      const numbers = await items.evaluateAll((all) => all.map((one) => one.getAttribute('data-item')))
      const href = (await page.getByRole('link', { name: pdf }).getAttribute('href')) as string
      const told = await page.evaluate(async (url) => {
        const [paper, file] = await Promise.all([fetch(url), fetch(url.replace('.pdf', '.csv'))])
        return { paper: (await paper.text()).slice(0, 5), rows: (await file.text()).split('\r\n') }
      }, href)
      expect(told.paper).toBe('%PDF-')
      expect(told.rows.flatMap((row) => /^(\d+),/.exec(row)?.[1] ?? [])).toEqual(numbers)
      await page.goto(`${address}/office/meeting?lang=${lang}&view=split&ground=47.3,23.1;47.31,23.1;47.31,23.11`)
      await page.locator('[data-point=works] .form-note').waitFor({ state: 'attached' })
      expect(await page.locator('[data-point=works] .meeting-item').count()).toBe(0)
    },
  )
})
