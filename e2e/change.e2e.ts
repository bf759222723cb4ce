import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked } from './applications.ts'
import { drawn } from './drawing.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const spots = groundOf('change')

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
  it.each([
    ['ar', 'تعديل', 'حفظ التعديل', 'طريقة التنفيذ', /^(البداية|النهاية|الفئة|الخدمة|الأثر المروري)$/],
    ['en', 'Change', 'Save the change', 'Method', /^(Start|End|Category|Utility|Traffic impact)$/],
  ] as const)(
    'asks of an emergency that is dug by its notice what may be changed of it, in %s',
    async (language, edit, save, method, fixed) => {
      const { page, complaints } = await openPage(browser)
      await signIn(page, 'electricity@demo')
      const [lng, lat] = placeOf(spots())
      const { today } = await asked<{ today: string }>(page, 'GET', '/api/ready')
      const planned = await asked<{ id: string; version: number }>(page, 'POST', '/api/works', {
        title: 'كابل مقطوع',
        category: 'emergency',
        utility: 'electricity',
        status: 'planned',
        description: 'قطع.',
        trenchWidthMetres: 0.3,
        route: { type: 'LineString', coordinates: [[lng, lat], [lng + 0.0001, lat]] }, // biome-ignore format: one line
        period: { start: today, end: today },
      })
      const told = { event: 'notify', ground: 'burst_main', version: planned.version }
      await asked(page, 'POST', `/api/works/${planned.id}/events`, told)
      await page.goto(`${address}/works?lang=${language}&sel=${planned.id}`)
      await page.getByRole('button', { name: edit, exact: true }).click()
      await page.getByLabel(method).waitFor()
      await page.locator('.live-findings').waitFor()
      const labels = await page.locator('.drawer .form label').allTextContents()
      expect(labels.filter((label) => fixed.test(label))).toEqual([])
      expect(await page.locator('.drawer .clears').count()).toBe(0)
      await page.locator('input[name=title]').fill('كابل مقطوع عند المدخل')
      await keep(page, `emergency-change-${language}`)
      await page.getByRole('button', { name: save }).click()
      await page.getByRole('button', { name: edit, exact: true }).waitFor()
      await page.locator('.drawer h1', { hasText: 'كابل مقطوع عند المدخل' }).waitFor()
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )
})
