import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import { address, isWide, keep, openBrowser, openPage, signIn } from './page.ts'

/** With those of the demo city some more than five thousand, years after all others. */
const many = 4900
/** References are unique: a second walk through the same service imports again. */
const run = Date.now()
/** The first title is one that a spreadsheet would take for a formula. */
const titleOf = (n: number) => (n === 1 ? `=1+1 ${run}` : `Feeder ${run}-${String(n).padStart(4, '0')}`)

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  await importMany()
})
afterAll(() => browser.close())

/** Short lines in the desert, too far from each other to meet. */
function manyWorks(): string {
  const features = Array.from({ length: many }, (_, place) => {
    const [lng, lat] = [47 + (place % 70) * 0.002, 23 + Math.floor(place / 70) * 0.002]
    const day = String((place % 28) + 1).padStart(2, '0')
    const month = String((place % 12) + 1).padStart(2, '0')
    return {
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: [[lng, lat], [lng, lat + 0.0005]] }, // biome-ignore format: one line
      properties: {
        title: titleOf(place + 1),
        start: `2031-${month}-${day}`,
        end: `2032-${month}-${day}`,
        ref: `${run}-${place}`,
      },
    }
  })
  return JSON.stringify({ type: 'FeatureCollection', features })
}

async function importMany(): Promise<void> {
  const { page } = await openPage(browser)
  await signIn(page, 'electricity@demo')
  const stored = await page.evaluate(async (text) => {
    const { csrfToken } = await (await fetch('/api/session')).json()
    const form = new FormData()
    form.set('kind', 'works')
    const fields = {
      title: { from: 'title' },
      start: { from: 'start' },
      end: { from: 'end' },
      externalReference: { from: 'ref' },
    }
    form.set('mapping', JSON.stringify({ fields, defaults: { category: 'planned', utility: 'electricity' } }))
    form.set('file', new Blob([text], { type: 'application/geo+json' }), 'many.geojson')
    const post = async (path: string, body?: FormData) =>
      (
        await fetch(`${path}?wait=true`, {
          method: 'POST',
          headers: { 'X-CSRF-Token': csrfToken, ...(body ? {} : { 'content-type': 'application/json' }) },
          body: body ?? '{}',
        })
      ).json()
    const { id } = await post('/api/imports', form)
    return post(`/api/imports/${id}/commit`)
  }, manyWorks())
  expect(stored.status, JSON.stringify(stored)).toBe('committed')
  await page.context().close()
}

const texts = {
  ar: { title: 'العمل', agency: 'الجهة', columns: 'الأعمدة', gantt: 'مخطط زمني', table: 'جدول', export: 'تصدير', search: 'عنوان أو رقم', week: 'أسبوع', quarter: 'ربع سنة', status: 'الحالة', planned: 'مخطط' },
  en: { title: 'Works', agency: 'Agency', columns: 'Columns', gantt: 'Gantt', table: 'Table', export: 'Export', search: 'Title or number', week: 'Week', quarter: 'Quarter', status: 'Status', planned: 'Planned' },
} as const // biome-ignore format: a table

const grid = (page: Page) => page.getByRole('grid')
const scroller = (page: Page) => page.locator('.works-grid')
const rowCount = async (page: Page) => Number(await grid(page).getAttribute('aria-rowcount')) - 1
const inDom = (page: Page) => page.locator('[data-testid=works-rows] tr').count()

/** Waits until so many rows are there. */
async function rowsAre(page: Page, least: number, most = Number.POSITIVE_INFINITY): Promise<void> {
  await page.waitForFunction(
    ([from, to]) => {
      const count = Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) - 1
      return count >= (from as number) && count <= (to as number) && !document.querySelector('.works-progress')
    },
    [least, Math.min(most, 1e9)],
  )
}

describe.each(['ar', 'en'] as const)('my works in %s', (language) => {
  const words = texts[language]

  it('has all rows and draws those in sight, in the table and along the days', async () => {
    const { page, complaints, foreign } = await openPage(browser)
    await signIn(page, 'electricity@demo')
    await page.goto(`${address}/my-works?lang=${language}`)
    await rowsAre(page, many)
    const total = await rowCount(page)
    expect(await inDom(page)).toBeLessThan(60)
    await keep(page, `my-works-table-${language}`)
    await scroller(page).evaluate((box) => box.scrollTo({ top: box.scrollHeight }))
    await page.locator(`tr[aria-rowindex="${total + 1}"]`).waitFor()
    expect(await inDom(page)).toBeLessThan(60)
    expect(await faultsOf(page)).toEqual([])

    const middle = 2400 * 44
    await scroller(page).evaluate((box, top) => box.scrollTo({ top }), middle)
    await page.locator('tr[aria-rowindex="2405"] [data-column=title]').click()
    await page.locator('.drawer .tiles').waitFor()
    const title = await page.locator('.drawer h1').textContent()
    await page.getByRole('button', { name: words.gantt, exact: true }).click()
    await page.waitForURL(/tab=gantt/)
    const chosen = page.locator('tr[aria-selected=true]')
    await expect.poll(() => chosen.getAttribute('aria-rowindex')).toBe('2405')
    await expect.poll(() => scroller(page).evaluate((box) => box.scrollTop)).toBe(middle)
    const bar = chosen.getByRole('img')
    expect(await bar.getAttribute('aria-label')).toContain(title ?? '')
    expect(await inDom(page)).toBeLessThan(60)
    expect(await faultsOf(page)).toEqual([])
    for (const scale of [words.week, words.quarter])
      await page.getByRole('button', { name: scale, exact: true }).click()
    await page.getByRole('button', { name: words.table, exact: true }).click()
    await expect.poll(() => chosen.getAttribute('aria-rowindex')).toBe('2405')
    await expect.poll(() => scroller(page).evaluate((box) => box.scrollTop)).toBe(middle)
    expect([complaints, foreign]).toEqual([[], []])
    await page.context().close()
  })

  it('sorts, filters and opens by keys alone', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'electricity@demo')
    await page.goto(`${address}/my-works?lang=${language}&q=${run}`)
    await rowsAre(page, many, many)
    const cell = (row: number, column: number) => page.locator(`[data-cell="${row} ${column}"]`)
    await cell(0, 0).focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    const head = page.getByRole('columnheader', { name: words.title, exact: true })
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    await expect.poll(() => cell(0, 0).textContent()).toBe(titleOf(1))
    await page.keyboard.press('Enter')
    await page.waitForURL(/sort=-title/)
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending')
    await expect.poll(() => cell(0, 0).textContent()).toBe(titleOf(many))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+End')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toMatch(
      new RegExp(`^${many - 1} `),
    )
    await page.keyboard.press('Control+Home')
    await page.keyboard.press(language === 'ar' ? 'ArrowLeft' : 'ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('0 1')
    await page.keyboard.press('Enter')
    await page.locator('.drawer h1', { hasText: titleOf(many) }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.drawer').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('0 1')
    await page.getByRole('searchbox', { name: words.search }).fill(titleOf(77))
    await rowsAre(page, 1, 1)
    await expect.poll(() => cell(0, 0).textContent()).toBe(titleOf(77))
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('keeps the chosen columns, and exports the rows that pass the filter', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'electricity@demo')
    await page.goto(`${address}/my-works?lang=${language}&q=${run}&sort=title`)
    await rowsAre(page, many, many)
    const heads = () => page.getByRole('columnheader').allTextContents()
    expect(await heads()).toContain(words.agency)
    await page.getByRole('button', { name: words.columns }).click()
    await page.getByRole('checkbox', { name: words.agency, exact: true }).uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await rowsAre(page, many, many)
    expect(await heads()).not.toContain(words.agency)

    const file = async (name: RegExp, role: 'button' | 'link') => {
      await page.getByRole('button', { name: words.export }).click()
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()])
      return readFileSync(await download.path(), 'utf8')
    }
    const csv = await file(/CSV/, 'button')
    expect(csv.startsWith(`\uFEFF${words.title},`)).toBe(true)
    const lines = csv.trimEnd().split('\r\n')
    expect(lines).toHaveLength(many + 1)
    expect(lines[1]).toMatch(/^'=1\+1/)
    expect(lines[2]).toContain(titleOf(2))
    const { features } = JSON.parse(await file(/GeoJSON/, 'link')) as { features: { properties: { title: string } }[] }
    expect(features).toHaveLength(many)
    expect(features.every(({ properties }) => properties.title.includes(String(run)))).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('scrolls inside itself on a phone', async () => {
    const { page } = await openPage(browser, { viewport: { width: 360, height: 740 }, hasTouch: true })
    await signIn(page, 'electricity@demo')
    for (const tab of ['', '&tab=gantt']) {
      await page.goto(`${address}/my-works?lang=${language}${tab}`)
      await rowsAre(page, many)
      await isWide(page, 360)
      expect((await scroller(page).boundingBox())?.height).toBeGreaterThan(200)
      await keep(page, `my-works-phone${tab ? '-gantt' : ''}-${language}`)
    }
    await page.context().close()
  })
})

describe('whose works they are', () => {
  it('a planner sees the ground of the office, and may choose an agency; a visitor is asked to sign in', async () => {
    const { page, complaints } = await openPage(browser)
    await page.goto(`${address}/my-works?lang=en`)
    await page.getByText('Sign in for your agency').waitFor()
    await signIn(page, 'planner@demo')
    const [start, end] = [await dayFrom(page, 0), await dayFrom(page, 91)]
    await page.goto(`${address}/my-works?lang=en&tab=gantt&from=${start}&to=${end}&days=window`)
    await rowsAre(page, 20)
    const all = await rowCount(page)
    await keep(page, 'my-works-gantt-en')
    await page.getByRole('button', { name: /^Agency/ }).click()
    await page.locator('.filters .menu label', { hasText: /electric/i }).click()
    await page.waitForURL(/agency=/)
    await rowsAre(page, 1, all - 1)
    await page.goto(`${address}/my-works?lang=ar&tab=gantt&from=${start}&to=${end}&days=window`)
    await rowsAre(page, 20)
    await keep(page, 'my-works-gantt-ar')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
