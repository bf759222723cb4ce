import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawn } from './drawing.ts'
import { keep, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe('changing a works', () => {
  it('changes what was saved, with its findings anew, and asks before it is cancelled', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    await drawn(page, 'electricity@demo')
    await page.locator('input[name=title]').fill('عمل سيُعدَّل')
    await page.getByRole('button', { name: 'حفظ وإعلان الخطة' }).click()
    await page.locator('.drawer h1', { hasText: 'عمل سيُعدَّل' }).waitFor()
    await page.getByRole('button', { name: 'تعديل', exact: true }).click()
    await page.locator('[data-testid=finding], .live-findings .clear').first().waitFor()
    const save = page.getByRole('button', { name: 'حفظ التعديل' })
    expect(await save.isDisabled()).toBe(true)
    await page.locator('input[name=title]').fill('عمل عُدِّل')
    await keep(page, 'works-change')
    await page.keyboard.press('Escape')
    await page
      .getByRole('dialog', { name: 'لم يُحفظ التعديل بعد' })
      .getByRole('button', { name: 'متابعة التعديل' })
      .click()
    await save.click()
    await page.locator('.drawer h1', { hasText: 'عمل عُدِّل' }).waitFor()
    await page.getByRole('button', { name: 'تعديل', exact: true }).waitFor()

    await page.getByRole('button', { name: 'إلغاء العمل' }).click()
    const question = page.getByRole('dialog')
    await question.getByRole('button', { name: 'الإبقاء عليه' }).click()
    await page.locator('.status-tag', { hasText: 'مخطط' }).first().waitFor()
    await page.getByRole('button', { name: 'إلغاء العمل' }).click()
    await question.getByRole('button', { name: 'إلغاء العمل' }).click()
    await page.locator('.status-tag', { hasText: 'ملغى' }).first().waitFor()
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
