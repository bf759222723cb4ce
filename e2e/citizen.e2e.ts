import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { here: 'موقعي الآن', map: 'تحديده على الخريطة', send: 'إرسال البلاغ', another: 'لا، أرسل بلاغي' },
  en: { here: 'My position', map: 'Show the map', send: 'Send the report', another: 'No, send my report' },
} as const

/** A phone in the middle of the demo's city, on the form that sends a report. */
async function openForm(language: keyof typeof words) {
  const { items } = (await (await fetch(`${address}/api/works?limit=1`)).json()) as { items: { centre: number[] }[] }
  const [longitude = 0, latitude = 0] = items[0]?.centre ?? []
  const watched = await openPage(browser, {
    ...{ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    ...{ geolocation: { longitude, latitude }, permissions: ['geolocation'] },
  })
  const asked: string[] = []
  watched.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await watched.page.goto(`${address}/reports/new?lang=${language}`)
  await watched.page.locator('.category-tiles').waitFor()
  return { ...watched, asked }
}

async function takePhoto(page: Page): Promise<void> {
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a6d3b' } })
    .jpeg()
    .toBuffer()
  await page.setInputFiles('input[type=file]', { name: 'hole.jpg', mimeType: 'image/jpeg', buffer })
  await page.locator('.photo-field img').waitFor()
}

describe.each(['ar', 'en'] as const)('the form of a citizen on a phone in %s', (language) => {
  const say = words[language]

  it('sends without a map, and goes on to what became of it', async () => {
    const { page, asked, foreign, complaints } = await openForm(language)
    await takePhoto(page)
    await page.getByRole('button', { name: say.here }).click()
    await page.locator('.place-field bdi').waitFor()
    await page.locator('.category-tiles label').nth(3).click()
    await keep(page, `citizen-${language}`)
    await page.getByRole('button', { name: say.send }).click()
    await page.locator('[data-testid=receipt], [data-testid=similar]').first().waitFor()
    const another = page.getByRole('button', { name: say.another })
    if (await another.count()) await another.click()
    const receipt = page.getByTestId('receipt')
    const number = await receipt.locator('.id').textContent()
    expect(asked.filter((path) => /^\/(tiles|api\/(works|municipalities|live))/.test(path))).toEqual([])
    expect(await page.locator('.map').count()).toBe(0)

    await receipt.locator('a.button').click()
    await page.locator('.drawer-eyebrow .id', { hasText: number ?? '' }).waitFor()
    await mapIdle(page)
    await page.goBack()
    await page.locator('.category-tiles').waitFor()
    expect(await page.locator('.photo-field img').count()).toBe(0)
    expect([foreign, complaints]).toEqual([[], []])
    await page.context().close()
  })

  it('keeps what is filled in when the map is asked for', async () => {
    const { page, complaints } = await openForm(language)
    await takePhoto(page)
    await page.locator('.category-tiles label').nth(4).click()
    await page.locator('.category-tiles + .form textarea').fill('أمام المدرسة')
    await page.getByRole('button', { name: say.map }).click()
    await mapIdle(page)
    await page.locator('.photo-field img').waitFor()
    expect(await page.locator('.sheet').getAttribute('data-stop')).toBe('half')
    expect(await page.locator('.category-tiles input').nth(4).isChecked()).toBe(true)
    expect(await page.locator('textarea').inputValue()).toBe('أمام المدرسة')
    await page.touchscreen.tap(195, 200)
    await page.locator('.place-field bdi').waitFor()
    expect(await page.getByRole('button', { name: say.send }).isEnabled()).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('changes its language, and back', async () => {
    const { page, complaints } = await openForm(language)
    const heading = await page.locator('.drawer h1').textContent()
    const changed = page.waitForFunction(
      (before) => document.querySelector('.drawer h1')?.textContent !== before,
      heading,
    )
    await page.getByTestId('language').click()
    await changed
    expect(new URL(page.url()).searchParams.get('lang')).toBe(language === 'ar' ? 'en' : 'ar')
    await page.goBack()
    await page.locator('.drawer h1', { hasText: heading ?? '' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

it('stays, with what is filled in, where the rest cannot be fetched', async () => {
  const { page } = await openForm('en')
  await takePhoto(page)
  await page.context().setOffline(true)
  await page.locator('.rail').getByRole('link', { name: 'Map', exact: true }).click()
  await page.locator('.connection', { hasText: 'The server cannot be reached' }).waitFor()
  expect(await page.locator('.photo-field img').count()).toBe(1)
  expect(new URL(page.url()).pathname).toBe('/reports/new')
  await page.context().setOffline(false)
  await page.locator('.connection button').click()
  await page.waitForURL((url) => url.pathname === '/')
  await mapIdle(page)
  await page.context().close()
})
