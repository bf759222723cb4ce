import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { coordinates: 'الإحداثيات', add: 'إضافة النقاط', start: 'البداية', save: 'حفظ مسودة', like: 'اكتب التاريخ هكذا', wrong: '«البداية»: ليس تاريخًا صحيحًا' },
  en: { coordinates: 'Coordinates', add: 'Add the points', start: 'Start', save: 'Save as draft', like: 'Type the date like this', wrong: '“Start”: not a valid date' },
} as const // biome-ignore format: a table

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

describe.each(['ar', 'en'] as const)('a day that is none, in %s', (language) => {
  const said = words[language]

  it.each(['desktop', 'phone'] as const)(
    'is said in its field and beside the button, and is not saved (%s)',
    async (size) => {
      const { page, complaints } = await openPage(browser, { viewport: sizes[size] })
      await signIn(page, 'water@demo')
      await page.goto(`${address}/draw?lang=${language}`)
      await page.locator('.draw-bar').waitFor()
      await mapIdle(page)
      await page.getByRole('button', { name: said.coordinates, exact: true }).click()
      await page.locator('.way textarea').fill('20.351, 50.15\n20.352, 50.151')
      await page.getByRole('button', { name: said.add }).click()
      await page.locator('.way-points tr').nth(1).waitFor()
      await page.locator('.draw-bar .primary').click()
      await page.locator('input[name=title]').fill('عمل بتاريخ غير صحيح')
      const save = page.getByRole('button', { name: said.save })
      await expect.poll(() => save.isEnabled()).toBe(true)

      const start = page.locator('.form-days').getByLabel(said.start, { exact: true }).first()
      for (const typed of ['31/02/2027', '12/1', '']) {
        await start.fill(typed)
        await page.locator('.form-days small', { hasText: said.like }).waitFor()
        await page.locator('.missing', { hasText: said.wrong }).waitFor()
        expect(await save.isDisabled()).toBe(true)
      }
      await start.fill('31/02/2027')
      await keep(page, `no-day-${language}-${size}`)
      await page.reload()
      // what was typed is kept as well, and still no day
      await expect.poll(() => start.inputValue()).toBe('31/02/2027')
      expect(await save.isDisabled()).toBe(true)
      await start.fill('28/02/2027')
      await start.press('Enter')
      await expect.poll(() => save.isEnabled()).toBe(true)
      expect(await page.locator('.missing', { hasText: said.wrong }).count()).toBe(0)
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )
})
