import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../server/time/rules.ts'
import { address, keep, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const texts = {
  ar: { settings: 'الضبط', hijri: 'هجري', dark: 'داكن', light: 'فاتح', from: 'من', arabic: '١٢٣' },
  en: { settings: 'Settings', hijri: 'Hijri', dark: 'Dark', light: 'Light', from: 'From', arabic: '١٢٣' },
} as const

/** A day as it is written in the calendar and the digits that are chosen here. */
function hijri(day: string): string {
  const parts = new Intl.DateTimeFormat('ar-u-ca-islamic-umalqura-nu-arab', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).formatToParts(Date.parse(day)) // biome-ignore format: one line
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value
  return `${part('day')}/${part('month')}/${part('year')}`
}

/** The colour of the page behind everything, as the theme has it. */
const paper = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--paper').trim())

describe.each(['ar', 'en'] as const)('the settings in %s', (language) => {
  const words = texts[language]

  it('change calendar, digits and colours at once, and stay', async () => {
    const { page, complaints } = await openPage(browser)
    await page.addInitScript(() => {
      document.addEventListener('readystatechange', () => {
        if (document.readyState !== 'interactive') return
        const { theme } = document.documentElement.dataset
        Object.assign(window, { before: `${theme} ${document.documentElement.dir}` })
      })
    })
    const { today } = (await (await page.request.get(`${address}/api/ready`)).json()) as { today: string }
    const [start, typed, end] = [1, 6, 20].map((days) => addDays(today, days)) as [string, string, string]
    await page.goto(`${address}/works?lang=${language}&from=${start}&to=${end}`)
    await page.locator('[data-testid=works-list] .row').first().waitFor()
    const from = page.locator('.time-bar').getByLabel(words.from, { exact: true }).first()
    await expect.poll(() => from.inputValue()).toMatch(/^\d\d\/\d\d\/20\d\d$/)

    await page.getByRole('button', { name: words.settings, exact: true }).click()
    await page.getByRole('button', { name: words.hijri, exact: true }).click()
    await expect.poll(() => from.inputValue()).toMatch(/^\d\d\/\d\d\/14\d\d$/)
    await page.getByRole('button', { name: words.arabic, exact: true }).click()
    await expect.poll(() => from.inputValue()).toMatch(/^[٠-٩]{2}\/[٠-٩]{2}\/١٤[٠-٩]{2}$/)
    await expect.poll(() => page.locator('.listing .count').textContent()).toMatch(/[٠-٩]/)
    expect(await page.locator('.row .id').first().textContent()).toMatch(/\d{4}/)
    await page.getByRole('button', { name: words.dark, exact: true }).click()
    await expect.poll(() => paper(page)).toBe('#161b22')
    await mapIdle(page)
    await keep(page, `settings-${language}`)
    await page.keyboard.press('Escape')
    expect(await page.locator('.settings').count()).toBe(0)

    await from.fill(hijri(typed))
    await from.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('from') === typed)

    await page.reload()
    await page.locator('[data-testid=works-list] .row').first().waitFor()
    await expect.poll(() => from.inputValue()).toBe(hijri(typed))
    await expect.poll(() => paper(page)).toBe('#161b22')
    // the page was dark before anything was drawn on it
    const before = await page.evaluate(() => (window as unknown as { before: string }).before)
    expect(before).toBe(`dark ${language === 'ar' ? 'rtl' : 'ltr'}`)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('a reader who came back', () => {
  it('finds the language that was chosen, where the address names none', async () => {
    const { page } = await openPage(browser)
    await page.goto(`${address}/`)
    await page.getByRole('button', { name: texts.ar.settings, exact: true }).click()
    await page.locator('.settings').getByRole('button', { name: 'English', exact: true }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'en')
    await page.goto(`${address}/`)
    await page.getByRole('button', { name: texts.en.settings, exact: true }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('ltr')
    await page.context().close()
  })

  it('who has a dark device gets a dark page', async () => {
    const { page } = await openPage(browser, { colorScheme: 'dark' })
    await page.goto(`${address}/?lang=ar`)
    await page.locator('.rail').waitFor()
    await expect.poll(() => paper(page)).toBe('#161b22')
    await page.getByRole('button', { name: texts.ar.settings, exact: true }).click()
    await page.getByRole('button', { name: texts.ar.light, exact: true }).click()
    await expect.poll(() => paper(page)).toMatch(/^#fff(fff)?$/)
    await page.context().close()
  })
})
