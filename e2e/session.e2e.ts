import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, mapIdle, openBrowser, openPage, signIn, signInByForm } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe('signing out', () => {
  it('leaves nothing on the screen that only agencies see', async () => {
    const { page, complaints } = await openPage(browser)
    await signInByForm(page, 'planner@demo')
    const planned = (await (await page.request.get(`${address}/api/works?status=planned&limit=1`)).json()) as {
      items: { id: string; title: string }[]
    }
    const [works] = planned.items
    await page.getByRole('link', { name: 'التعارضات', exact: true }).click()
    await page.locator('[data-testid=conflicts-list] .row').first().click()
    await page.locator('.drawer .finding').waitFor()
    await page.locator('.rail-end .rail-link').last().click()
    await page.getByRole('button', { name: 'تسجيل الخروج', exact: true }).click()
    await page.getByLabel('كلمة المرور').waitFor()
    await mapIdle(page)

    await page.getByRole('link', { name: 'التعارضات', exact: true }).click()
    await page.locator('.hint').waitFor()
    expect(await page.locator('.finding, [data-testid=conflicts-list] .row').count()).toBe(0)
    await page.getByRole('link', { name: 'الأعمال', exact: true }).click()
    await page.locator('[data-testid=works-list] .row').first().waitFor()
    expect(await page.locator('.status-tag', { hasText: 'مخطط' }).count()).toBe(0)
    expect(complaints).toEqual([])

    await page.goto(`${address}/works?lang=ar&sel=${works?.id}`)
    await page.getByText('لا يوجد هذا العمل، أو لا يحق لك الاطلاع عليه').waitFor()
    expect(await page.getByText(works?.title ?? '').count()).toBe(0)
    await page.context().close()
  })

  it('closes what somebody had open when their session ends in another window', async () => {
    const { page } = await openPage(browser)
    await signIn(page, 'planner@demo')
    await page.getByRole('link', { name: 'التعارضات', exact: true }).click()
    await page.locator('[data-testid=conflicts-list] .row').first().click()
    await page.locator('.drawer .finding').waitFor()
    await page.context().clearCookies()
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await page.locator('.hint').waitFor()
    await page.locator('.drawer').waitFor({ state: 'detached' })
    await page.waitForURL((url) => !url.searchParams.has('sel'))
    await page.context().close()
  })
})
