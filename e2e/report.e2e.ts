import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const categories = { pothole: 'حفرة في الطريق' }

/** Fills in photo, place and kind, and presses the button that sends. */
async function send(page: Page): Promise<void> {
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
  await page.locator('.category-tiles label', { hasText: categories.pothole }).click()
  await keep(page, 'report-ready')
  await page.getByRole('button', { name: 'إرسال البلاغ' }).click()
}

describe('snap and send', () => {
  it('takes photo, place and kind without an account, gives a number and a link, and knows the same thing again', async () => {
    const { page, foreign, complaints } = await openPage(browser)
    await page.goto(`${address}/reports?lang=ar`)
    await page.locator('[data-testid=reports-list] .row').first().waitFor()
    await send(page)
    // Something of the kind may lie there already, from the demo or an earlier walk.
    await page.locator('[data-testid=receipt], [data-testid=similar]').first().waitFor()
    const another = page.getByRole('button', { name: 'لا، أرسل بلاغي' })
    if (await another.count()) await another.click()
    const receipt = page.getByTestId('receipt')
    const number = (await receipt.locator('.id').textContent()) ?? ''
    expect(number).toMatch(/-R-\d{4}-\d{7}$/)
    const link = await receipt.getByLabel('رابط المتابعة').inputValue()
    expect(link).toMatch(/\/reports\/follow\/[\w-]{43}\?lang=ar$/)
    await keep(page, 'report-receipt')
    await receipt.getByRole('link', { name: 'متابعة البلاغ' }).click()
    await page.locator('.drawer h1', { hasText: categories.pothole }).waitFor()
    const shown = page.locator('.drawer .photo')
    await shown.waitFor()
    expect(
      await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(100)
    expect(await page.locator('.drawer-eyebrow .id').textContent()).toBe(number)
    await keep(page, 'report-followed')

    await page.locator('.drawer .close').click()
    await send(page)
    const similar = page.getByTestId('similar').filter({ hasText: number })
    await similar.waitFor()
    await keep(page, 'report-similar')
    await similar.getByRole('button', { name: 'نعم، هذا هو' }).click()
    await page.getByTestId('known').getByText(number).waitFor()
    expect(foreign).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says so where a link follows no report', async () => {
    const { page } = await openPage(browser)
    await page.goto(`${address}/reports/follow/${'x'.repeat(43)}?lang=ar`)
    await page.locator('.failure', { hasText: 'رابط المتابعة غير صحيح' }).waitFor()
    await page.context().close()
  })
})

describe('opportunity sites', () => {
  it('are listed, filtered and opened', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(`${address}/opportunities?lang=en`)
    const rows = page.locator('[data-testid=sites-list] .row')
    await rows.first().waitFor()
    const all = await page.locator('.listing .count').textContent()
    await page.getByRole('button', { name: 'Stage' }).click()
    await page.getByLabel('Open for bids', { exact: true }).check()
    await page.waitForFunction((before) => document.querySelector('.listing .count')?.textContent !== before, all)
    await page.keyboard.press('Escape')
    await rows.first().click()
    await page.locator('.drawer .tiles').waitFor()
    await mapIdle(page)
    await keep(page, 'site-en')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
