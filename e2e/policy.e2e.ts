import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawn } from './drawing.ts'
import { address, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A page that tells of each thing that the content security policy has kept from it, on every document it opens. */
async function openStrict(locale: 'ar' | 'en' = 'ar') {
  const watched = await openPage(browser, { locale })
  const violations: string[] = []
  await watched.page.exposeFunction('tellViolation', (words: string) => violations.push(words))
  await watched.page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, sample } = event
      const tell = (window as unknown as { tellViolation: (words: string) => void }).tellViolation
      tell(`${effectiveDirective} ${blockedURI} ${sourceFile} ${sample}`)
    })
  })
  return { ...watched, violations }
}

async function clean({ page, violations, complaints, foreign }: Awaited<ReturnType<typeof openStrict>>): Promise<void> {
  expect(violations).toEqual([])
  expect(complaints).toEqual([])
  expect(foreign).toEqual([])
  await page.context().close()
}

async function chooseThing(page: Page): Promise<void> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  if (!box) throw new Error('no map')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

describe.each(['ar', 'en'] as const)('nothing breaks the content security policy in %s', (language) => {
  it('on the map, its list and its popovers', async () => {
    const strict = await openStrict(language)
    const { page } = strict
    await page.goto(`${address}/works?lang=${language}`)
    await mapIdle(page)
    await page.locator('[data-testid=works-list] .row').first().click()
    await page.locator('.drawer .tiles').waitFor()
    await chooseThing(page)
    await mapIdle(page)
    await clean(strict)
  })

  it('while a report is sent with a photo', async () => {
    const strict = await openStrict(language)
    const { page } = strict
    await page.goto(`${address}/reports/new?lang=${language}`)
    await mapIdle(page)
    const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a6d3b' } })
      .jpeg()
      .toBuffer()
    await page.setInputFiles('input[type=file]', { name: 'hole.jpg', mimeType: 'image/jpeg', buffer: photo })
    const shown = page.locator('.photo-field img')
    await shown.waitFor()
    expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(640)
    await chooseThing(page)
    await page.locator('.place-field bdi').waitFor()
    await page.locator('.category-tiles label').first().click()
    await page.locator('.drawer button.primary').click()
    await page.locator('[data-testid=receipt], [data-testid=similar]').first().waitFor()
    await clean(strict)
  })

  it('on the page that describes the API, which shows nobody else’s mark', async () => {
    const strict = await openStrict(language)
    const { page } = strict
    await page.goto(`${address}/docs`)
    await page.locator('.opblock').first().waitFor()
    await page.locator('.opblock-summary-control').first().click()
    await page.locator('.opblock-body').first().waitFor()
    expect(await page.locator('.topbar, .topbar-wrapper, img[alt*=wagger], svg[aria-label*=wagger]').count()).toBe(0)
    expect(await page.locator('img[src*=smartbear], a[href*="swagger.io"]').count()).toBe(0)
    await clean(strict)
  })
})

describe('the content security policy', () => {
  it('lets a works be drawn, and its day be chosen', async () => {
    const strict = await openStrict()
    await drawn(strict.page, 'electricity@demo')
    await strict.page.locator('.form-days .day-input button').first().click()
    await strict.page.locator('.day-popover [role=grid]').waitFor()
    await clean(strict)
  })

  it('is as strict as it is meant to be, on every kind of answer', async () => {
    for (const path of ['/', '/works', '/docs', '/api/health', '/api/nothing', '/icon.svg']) {
      const answer = await fetch(`${address}${path}`, { headers: { accept: 'text/html' } })
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy, path).toContain("default-src 'none'")
      expect(policy, path).not.toMatch(/unsafe|\*|https?:|script-src [^;]*(blob|data):|worker-src [^;]*blob:/)
      expect(answer.headers.get('permissions-policy'), path).toContain('camera=(self), geolocation=(self)')
      expect(answer.headers.get('cross-origin-opener-policy'), path).toBe('same-origin')
      expect(answer.headers.get('cross-origin-resource-policy'), path).toBe('same-origin')
      expect(answer.headers.get('referrer-policy'), path).toBe('no-referrer')
      expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(answer.headers.get('x-frame-options'), path).toBe('DENY')
    }
  })
})
