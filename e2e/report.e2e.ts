import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openAs, openBrowser, openPage } from './page.ts'

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

/** Sends a report without an account and not through the page; gives its number and secret. */
async function sendPlainly(): Promise<{ number: string; follow: string }> {
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a6d3b' } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  const members = { lng: '46.6753', lat: '24.7136', category: 'graffiti', note: 'على الجدار' }
  for (const [member, value] of Object.entries(members)) form.set(member, value)
  form.set('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'wall.jpg')
  const answer = await fetch(`${address}/api/reports`, { method: 'POST', body: form })
  expect(answer.status).toBe(201)
  return (await answer.json()) as { number: string; follow: string }
}

describe('what becomes of a report', () => {
  it('is passed on by the office, solved with a photo from its place, and disputed by its reporter', async () => {
    const { page: office, complaints } = await openAs(browser, 'planner@demo')
    const { number, follow } = await sendPlainly()
    await office.goto(`${address}/reports?lang=ar&sel=${number}`)
    await office.getByRole('button', { name: 'إحالة البلاغ' }).click()
    const dialog = office.getByRole('dialog')
    const offered = dialog.getByLabel('الجهة')
    await offered.locator('option', { hasText: 'المياه' }).first().waitFor({ state: 'attached' })
    await keep(office, 'report-pass-on')
    const water = await offered.locator('option', { hasText: 'المياه' }).first().getAttribute('value')
    await offered.selectOption(water ?? '')
    await dialog.getByRole('button', { name: 'إحالة البلاغ' }).click()
    await dialog.waitFor({ state: 'detached' })
    await office.locator('.history', { hasText: 'أُحيل البلاغ' }).waitFor()
    await keep(office, 'report-passed')
    await office.context().close()

    const { page: utility } = await openAs(browser, 'water@demo')
    await utility.context().grantPermissions(['geolocation'])
    await utility.context().setGeolocation({ longitude: 46.6753, latitude: 24.7136, accuracy: 8 })
    await utility.setViewportSize({ width: 390, height: 844 })
    await utility.goto(`${address}/reports?lang=ar&tab=mine`)
    await utility.getByTestId('reports-list').locator('.due-clock').first().waitFor()
    await keep(utility, 'reports-mine-phone')
    await utility.getByTestId('reports-list').getByText(number).click()
    await utility.getByRole('button', { name: 'إعلان المعالجة' }).click()
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#4a9d6b' } })
      .jpeg()
      .toBuffer()
    const form = utility.getByRole('form', { name: 'إعلان المعالجة' })
    await form.locator('input[type=file]').setInputFiles({ name: 'after.jpg', mimeType: 'image/jpeg', buffer: photo })
    await form.getByText('عُرف موقعك').waitFor()
    await keep(utility, 'report-solve')
    await form.getByRole('button', { name: 'إعلان المعالجة' }).click()
    await form.waitFor({ state: 'detached' })
    await utility.locator('.report-photo', { hasText: 'بعد المعالجة' }).waitFor()
    await utility.context().close()

    const { page: reporter } = await openPage(browser, { viewport: { width: 390, height: 844 } })
    await reporter.goto(`${address}/reports/follow/${follow}?lang=ar`)
    await reporter.getByRole('button', { name: 'لا، لم تُعالج' }).click()
    const asked = reporter.getByRole('dialog')
    await asked.getByLabel('السبب').fill('ما زالت الكتابة على الجدار.')
    await keep(reporter, 'report-dispute')
    await asked.getByRole('button', { name: 'لا، لم تُعالج' }).click()
    await asked.waitFor({ state: 'detached' })
    await reporter.locator('.history', { hasText: 'ما زالت الكتابة على الجدار.' }).waitFor()
    // it is open again, and has a deadline again
    await reporter.locator('.report-clock time').waitFor()
    await keep(reporter, 'report-disputed')
    await reporter.context().close()
    expect(complaints).toEqual([])
  })
})

describe('the desk of reports', () => {
  it('shows an office what waits by its deadline, as a file too, and what its reporter thought of its end', async () => {
    const { number, follow } = await sendPlainly()
    const { page: office, complaints, foreign } = await openAs(browser, 'planner@demo', { isDrawn: true })
    await office.goto(`${address}/reports?lang=ar`)
    await office.getByRole('button', { name: 'بانتظار المعالجة' }).click()
    const list = office.getByTestId('reports-list')
    await list.locator('.due-clock[data-urgency=late]').first().waitFor()
    await mapIdle(office)
    await keep(office, 'reports-desk')
    const coming = office.waitForEvent('download')
    await office.getByRole('link', { name: 'جدول CSV' }).click()
    expect((await coming).suggestedFilename()).toBe('reports.csv')
    await office.getByRole('button', { name: 'لدى جهتي' }).click()
    await office.locator('[data-testid=reports-list][aria-busy=false]').waitFor()
    await mapIdle(office)
    await keep(office, 'reports-mine')

    await office.goto(`${address}/reports?lang=en&tab=desk&sel=${number}`)
    await office.locator('.drawer .due-clock').waitFor()
    await keep(office, 'report-clock-en')
    await office.getByRole('button', { name: 'Reject the report' }).click()
    const rejecting = office.getByRole('dialog')
    await rejecting.getByLabel('Reason').fill('There is no wall here.')
    await rejecting.getByRole('button', { name: 'Reject the report' }).click()
    await rejecting.waitFor({ state: 'detached' })

    const { page: reporter } = await openPage(browser, { viewport: { width: 390, height: 844 } })
    await reporter.goto(`${address}/reports/follow/${follow}?lang=ar`)
    await reporter.getByRole('button', { name: 'تقييم النتيجة' }).click()
    const asked = reporter.getByRole('dialog')
    expect(await asked.getByRole('button', { name: 'تقييم النتيجة' }).isDisabled()).toBe(true)
    await asked.getByRole('radio', { name: '2 من 5' }).check()
    await asked.getByLabel('ملاحظة').fill('الجدار أمام بيتي.')
    await keep(reporter, 'report-rate')
    await asked.getByRole('button', { name: 'تقييم النتيجة' }).click()
    await asked.waitFor({ state: 'detached' })
    await reporter.locator('.history', { hasText: 'الجدار أمام بيتي.' }).waitFor()
    await keep(reporter, 'report-rated')
    await reporter.context().close()

    await office.reload()
    await office.locator('.stars-given', { hasText: '2 of 5' }).first().waitFor()
    await keep(office, 'report-rated-en')
    await office.context().close()
    expect([...complaints, ...foreign]).toEqual([])
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

  it('are moved on to their next stage by the office of their ground', async () => {
    const { page, complaints } = await openAs(browser, 'planner@demo')
    await page.goto(`${address}/opportunities?lang=ar&stage=planned`)
    await page.locator('[data-testid=sites-list] .row').first().click()
    await page.getByRole('button', { name: 'تعديل الموقع' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('المرحلة').selectOption({ label: 'ملغاة' })
    await keep(page, 'site-change')
    await dialog.getByRole('button', { name: 'حفظ التعديل' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.locator('.drawer .tiles', { hasText: 'ملغاة' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
