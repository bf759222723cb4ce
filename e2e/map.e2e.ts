import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const texts = {
  ar: { dir: 'rtl', list: 'قائمة', map: 'خريطة', split: 'معًا', quarter: '3 أشهر', works: 'الأعمال' },
  en: { dir: 'ltr', list: 'List', map: 'Map', split: 'Both', quarter: '3 months', works: 'Works' },
} as const

describe.each(['ar', 'en'] as const)('the map in %s', (language) => {
  const words = texts[language]

  it('opens on the demo city, asks nobody else, and says nothing on the console', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    await page.goto(`${address}/?lang=${language}`)
    await mapIdle(page)
    expect(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang])).toEqual([
      words.dir,
      language,
    ])
    await expect.poll(() => page.locator('.legend li button').count()).toBeGreaterThan(3)
    await expect.poll(() => page.locator('.bars i').count()).toBeGreaterThan(50)
    await keep(page, `map-${language}`)
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('keeps window, view, filter and selection in the address', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(`${address}/works?lang=${language}`)
    await page.locator('[data-testid=works-list] .row').first().waitFor()
    const changed = (before: string | null) =>
      page.waitForFunction((was) => document.querySelector('.listing .count')?.textContent !== was, before)
    const usual = await countOf(page)
    await page.getByRole('button', { name: words.quarter, exact: true }).click()
    await page.waitForURL(/from=\d{4}-\d{2}-\d{2}&to=/)
    // the list of the usual window stands until that of the quarter has come
    await changed(usual.text)
    const all = await countOf(page)
    await page.locator('.legend li button').first().click()
    await page.waitForURL(/agency=/)
    await changed(all.text)
    expect((await countOf(page)).number).toBeLessThan(all.number)

    await page.locator('[data-testid=works-list] .row').first().click()
    await page.locator('.drawer .tiles').waitFor()
    const title = await page.locator('.drawer h1').textContent()
    expect(new URL(page.url()).searchParams.get('sel')).toMatch(/^[0-9a-f-]{36}$/)
    await mapIdle(page)
    await keep(page, `works-${language}`)

    await page.reload()
    await page.locator('.drawer .tiles').waitFor()
    expect(await page.locator('.drawer h1').textContent()).toBe(title)
    await page.getByTestId('language').click()
    await page.waitForFunction((before) => document.documentElement.lang !== before, language)
    expect(new URL(page.url()).searchParams.get('sel')).toMatch(/^[0-9a-f-]{36}$/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('shows the same works as a list alone', async () => {
    const { page } = await openPage(browser)
    await page.goto(`${address}/works?lang=${language}`)
    await page.getByRole('button', { name: words.list, exact: true }).click()
    await page.waitForURL(/view=list/)
    await page.locator('[data-testid=works-list] .row').first().waitFor()
    await page.locator('canvas.maplibregl-canvas').waitFor({ state: 'hidden' })
    await keep(page, `list-${language}`)
    await page.getByRole('button', { name: words.map, exact: true }).click()
    await page.waitForURL(/view=map/)
    await page.locator('[data-testid=works-list]').waitFor({ state: 'detached' })
    await page.context().close()
  })
})

describe('on a phone', () => {
  it('has the rooms along the bottom and the drawer as a sheet', async () => {
    const { page, complaints } = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    })
    await page.goto(`${address}/works?lang=ar`)
    await page.locator('[data-testid=works-list] .row').first().tap()
    await page.locator('.drawer h1').waitFor()
    const boxes = await page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect()
      return { rail: box('.rail')?.bottom, drawer: box('.drawer')?.width, wide: document.documentElement.scrollWidth }
    })
    expect(boxes.rail).toBeCloseTo(844, 0)
    expect(boxes.drawer).toBeCloseTo(390, 0)
    expect(boxes.wide).toBeLessThanOrEqual(390)
    await mapIdle(page)
    await keep(page, 'phone-ar')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('without graphics', () => {
  it('falls back to words', async () => {
    const { page } = await openPage(browser)
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null
    })
    await page.goto(`${address}/works?lang=ar`)
    await page.getByText('هذا المتصفح لا يستطيع رسم الخريطة').waitFor()
    await page.locator('[data-testid=works-list] .row').first().waitFor()
    expect(await page.locator('canvas.maplibregl-canvas').count()).toBe(0)
    await page.context().close()
  })
})

async function countOf(page: import('playwright-core').Page): Promise<{ text: string; number: number }> {
  await page.waitForFunction(() => /\d/.test(document.querySelector('.listing .count')?.textContent ?? ''))
  const text = (await page.locator('.listing .count').textContent()) ?? ''
  return { text, number: Number(text.replace(/\D/g, '')) }
}
