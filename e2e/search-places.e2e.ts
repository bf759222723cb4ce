import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Place } from '../server/places/contract.ts'
import { address, keep, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const words = {
  ar: { group: 'الأماكن', text: 'الروضه', mosque: 'مسجد', partly: /تعذّر البحث في: الأعمال/, failed: 'تعذّر البحث. أعد المحاولة.' },
  en: { group: 'Places', text: 'rawdah', mosque: 'Mosque', partly: /Could not be searched: Works/, failed: 'The search failed. Try again.' },
} as const // biome-ignore format: a table

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

/** Is there the red of the mark in the middle of the map? */
async function isMarked(page: Page): Promise<boolean> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  if (!box) throw new Error('no map')
  const middle = { x: box.x + box.width / 2 - 2, y: box.y + box.height / 2 - 2, width: 4, height: 4 }
  for (let tries = 0; tries < 20; tries++) {
    const { channels } = await sharp(await page.screenshot({ clip: middle })).stats()
    const [red, green] = channels.map(({ mean }) => mean)
    if ((red ?? 0) > 180 && (green ?? 255) < 90) return true
    await page.waitForTimeout(100)
  }
  return false
}

describe.each(['ar', 'en'] as const)('the search of places, in %s', (language) => {
  const said = words[language]

  it.each(['desktop', 'phone'] as const)('has a group of their own and goes there (%s)', async (size) => {
    const { page, complaints } = await openPage(browser, { viewport: sizes[size] })
    await page.goto(`${address}/?lang=${language}`)
    await mapIdle(page)
    const known = await page.request.get(`${address}/api/places?q=${encodeURIComponent(said.text)}`)
    const { items } = (await known.json()) as { items: Place[] }
    const mosque = items.find(({ kind }) => kind === 'mosque') as Place
    await page.getByRole('combobox').fill(said.text)
    const group = page.getByRole('group', { name: said.group, exact: true })
    const option = group.getByRole('option').filter({ hasText: mosque.name[language] }).first()
    await option.waitFor()
    expect(await option.textContent()).toContain(said.mosque)
    await keep(page, `search-places-${language}-${size}`)
    await option.click()
    await page.waitForURL(/at=/)
    await mapIdle(page)
    const [lng, lat] = (new URL(page.url()).searchParams.get('at') ?? '').split(',').map(Number)
    expect(lng).toBeCloseTo(mosque.centre[0], 3)
    expect(lat).toBeCloseTo(mosque.centre[1], 3)
    expect(await page.getByRole('combobox').inputValue()).toBe(mosque.name[language])
    await expect.poll(() => isMarked(page)).toBe(true)
    await keep(page, `search-reached-${language}-${size}`)
    await page.getByRole('combobox').fill('')
    await mapIdle(page)
    await expect.poll(() => isMarked(page)).toBe(false)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('says who could not be asked, and that there may be more', async () => {
    const { page } = await openPage(browser)
    await page.goto(`${address}/?lang=${language}`)
    await mapIdle(page)
    await page.route('**/api/works?q=*', (route) => route.fulfill({ status: 500, json: { title: 'x', status: 500 } }))
    await page.getByRole('combobox').fill(said.text)
    await page.getByRole('status').filter({ hasText: said.partly }).waitFor()
    await page.locator('.search-missing', { hasText: said.partly }).waitFor()
    expect(await page.getByRole('option').count()).toBeGreaterThan(0)
    await keep(page, `search-partly-${language}`)
    // Enter goes to the best of what was found, and does not wait for ever
    await page.getByRole('combobox').press('Enter')
    await page.waitForURL(/at=/)

    for (const path of ['streets', 'places'])
      await page.route(`**/api/${path}?q=*`, (route) =>
        route.fulfill({ status: 500, json: { title: 'x', status: 500 } }),
      )
    await page.getByRole('combobox').fill(`${said.text} 2`)
    await page.locator('.search-none', { hasText: said.failed }).waitFor()
    await page.context().close()
  })
})
