import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe('snap and send', () => {
  it('takes photo, place and kind without an account and gives a number', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    await page.goto(`${address}/reports?lang=ar`)
    await page.locator('[data-testid=reports-list] .row').first().waitFor()
    await page.getByRole('link', { name: 'صوّر وأرسل' }).click()
    await mapIdle(page)
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a6d3b' } })
      .jpeg()
      .toBuffer()
    await page.setInputFiles('input[type=file]', { name: 'hole.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.locator('.photo-field img').waitFor()
    const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
    if (!box) throw new Error('no map')
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await page.locator('.place-field bdi').waitFor()
    await page.locator('.category-tiles label', { hasText: 'حفرة في الطريق' }).click()
    await keep(page, 'report-ready')
    await page.getByRole('button', { name: 'إرسال البلاغ' }).click()
    const number = await page.locator('[data-testid=receipt] .id').textContent()
    expect(number).toMatch(/-R-\d{4}-\d{7}$/)
    await page.locator('[data-testid=receipt] button').click()
    await page.locator('.drawer h1', { hasText: 'حفرة في الطريق' }).waitFor()
    const shown = page.locator('.drawer .photo')
    await shown.waitFor()
    expect(
      await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(100)
    await keep(page, 'report-sent')
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('opportunity sites', () => {
  it('are listed, filtered and opened', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(`${address}/opportunities?lang=en`)
    const rows = page.locator('[data-testid=sites-list] .row')
    await rows.first().waitFor()
    const all = await page.locator('.count').textContent()
    await page.getByRole('button', { name: 'Stage' }).click()
    await page.getByLabel('Open', { exact: true }).check()
    await page.waitForFunction((before) => document.querySelector('.count')?.textContent !== before, all)
    await page.keyboard.press('Escape')
    await rows.first().click()
    await page.locator('.drawer .tiles').waitFor()
    await mapIdle(page)
    await keep(page, 'site-en')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
