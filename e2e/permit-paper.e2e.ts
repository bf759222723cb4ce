import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asked, dayFrom, planWorks } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf } from './ground.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const run = Date.now() % 100_000
const spots = groundOf('permit-paper')
const texts = {
  ar: { pay: 'سداد الرسوم', failed: 'لم ينجح السداد', paid: 'نجح السداد', back: 'العودة إلى العمل', test: 'سداد تجريبي', due: 'مستحقة', number: 'رقم الرخصة', check: 'تحقق', report: 'الإبلاغ عن مشكلة في هذا الموقع' },
  en: { pay: 'Pay the fee', failed: 'Payment fails', paid: 'Payment succeeds', back: 'Back to the works', test: 'Test payment', due: 'Due', number: 'Permit number', check: 'Verify', report: 'Report a problem at this site' },
} as const // biome-ignore format: a table

it.each(['ar', 'en'] as const)('a fee is paid, and its permit printed and verified, in %s', async (language) => {
  const words = texts[language]
  const [payer, office, citizen] = [
    await openPage(browser, { viewport: { width: 390, height: 844 } }),
    await openPage(browser),
    await openPage(browser, { viewport: { width: 390, height: 844 } }),
  ]
  await signIn(payer.page, 'electricity@demo')
  await signIn(office.page, 'planner@demo')
  const period = { start: await dayFrom(payer.page, 30), end: await dayFrom(payer.page, 39) }
  const { id } = await planWorks(payer.page, { title: `Paper ${run} ${language}`, spot: spots(), period })
  const happen = async (by: typeof payer, event: string) => {
    const { version } = await asked<{ version: number }>(by.page, 'GET', `/api/works/${id}`)
    return asked<{ permitNumber: string }>(by.page, 'POST', `/api/works/${id}/events`, { event, version })
  }
  await happen(payer, 'submit')
  await happen(office, 'approve')

  const { page } = payer
  await page.goto(`${address}/?lang=${language}&sel=${id}`)
  const fee = page.locator('[data-testid=fee]')
  await fee.getByText(words.due, { exact: true }).waitFor()
  expect(await fee.locator('tbody tr').count()).toBe(4)
  await keep(page, `fee-due-${language}`)
  expect(await faultsOf(page)).toEqual([])
  for (const outcome of ['failed', 'paid'] as const) {
    await fee.getByRole('button', { name: words.pay, exact: true }).click()
    await page.getByText(words.test, { exact: true }).waitFor()
    await keep(page, `fee-pay-${language}`)
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: words[outcome], exact: true }).click()
    await page.getByRole('button', { name: words[outcome], exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: words.back }).click()
    await page.locator(`[data-testid=fee][data-state=${outcome}]`).waitFor()
  }
  expect(await fee.getByRole('button').count()).toBe(0)

  const { permitNumber } = await happen(office, 'grant')
  await page.reload()
  await page.locator('.permit-card svg[role=img]').waitFor()
  expect(await page.locator('.permit-card a[href$=".pdf"]').count()).toBe(2)
  await keep(page, `permit-papers-${language}`)

  await citizen.page.goto(`${address}/p?lang=${language}`)
  await citizen.page.getByLabel(words.number).waitFor()
  expect(await faultsOf(citizen.page)).toEqual([])
  await citizen.page.getByLabel(words.number).fill(permitNumber)
  await citizen.page.getByRole('button', { name: words.check, exact: true }).click()
  const paper = citizen.page.locator('a[href$="/board.pdf"]')
  await paper.waitFor()
  const href = (await paper.getAttribute('href')) ?? ''
  const printed = await citizen.page.request.get(new URL(href, address).href)
  expect([printed.status(), (await printed.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  await citizen.page.getByRole('button', { name: words.report }).click()
  await citizen.page.locator('.place-field bdi', { hasText: ',' }).waitFor()
  expect([payer, office, citizen].flatMap(({ complaints, foreign }) => [...complaints, ...foreign])).toEqual([])
  for (const each of [payer, office, citizen]) await each.page.context().close()
})
