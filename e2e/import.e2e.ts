import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, keep, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/**
 * Around the middle of the demo city; the second row ends before it starts. References are unique: a second walk
 * through the same service, or a second try, imports again.
 */
function fileOf(centre: [number, number]): string {
  const run = Date.now()
  const line = (shift: number) => [
    [centre[0] + shift, centre[1]],
    [centre[0] + shift, centre[1] + 0.002],
  ]
  const feature = (title: string, from: string, until: string, shift: number) => ({
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: line(shift) },
    properties: { label: title, from, until, reference: `walk-${run}-${shift}` },
  })
  const features = [
    feature('Imported main', '2027-03-01', '2027-03-20', 0.0004),
    feature('Imported backwards', '2027-03-20', '2027-03-01', 0.0008),
  ]
  return JSON.stringify({ type: 'FeatureCollection', features })
}

describe('importing works', () => {
  it('maps columns, judges each row and stores the good ones on commit', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'water@demo')
    const centre = await page.evaluate(async () => {
      const answer = await fetch('/api/works?limit=1')
      return (await answer.json()).items[0].centre as [number, number]
    })
    await page.goto(`${address}/imports?lang=en`)
    await page.setInputFiles('input[type=file]', {
      name: 'walk.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(fileOf(centre)),
    })
    await page.locator('.mapping').waitFor()
    const choose = (field: string, column: string) =>
      page.getByLabel(`${field}: Column of the file`).selectOption(column)
    await choose('Title', 'label')
    await choose('Start', 'from')
    await choose('End', 'until')
    await page.getByRole('button', { name: 'Check the rows' }).click()
    await page.locator('[data-testid=import-rows] tr').nth(1).waitFor()
    const refused = page.locator('[data-testid=import-rows] tr', { hasText: 'Imported backwards' })
    expect(await refused.locator('.tag').textContent()).toBe('Refused')
    await keep(page, 'import-checked')
    await page.getByRole('button', { name: 'Store 1 row' }).click()
    await page.getByText('1 row stored').waitFor()
    await page.getByRole('button', { name: 'Imported main' }).click()
    await page.locator('.drawer h1', { hasText: 'Imported main' }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('maps what the words of a column mean, pages through every row, and can be discarded', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'water@demo')
    await page.goto(`${address}/imports?lang=en`)
    const name = `words-${Date.now()}.geojson`
    const features = Array.from({ length: 130 }, (_, n) => ({
      type: 'Feature',
      geometry: {
        type: 'LineString',
        coordinates: [
          [0, n / 1000],
          [0.001, n / 1000],
        ],
      },
      properties: {
        title: `Far away ${n + 1}`,
        start: '2027-03-01',
        end: '2027-03-20',
        status: n % 2 ? 'geplant' : 'draft',
      },
    }))
    await page.setInputFiles('input[type=file]', {
      name,
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
    })
    await page.locator('.mapping').waitFor()
    await page.getByLabel('Status: Column of the file').selectOption('status')
    await page.getByLabel('geplant').selectOption('planned')
    const offered = await page.getByLabel('Status: Value if empty').locator('option').allTextContents()
    expect(offered).toEqual(['—', 'Draft', 'Planned'])
    await keep(page, 'import-mapping')
    await page.getByRole('button', { name: 'Check the rows' }).click()
    const rows = page.locator('[data-testid=import-rows] tr')
    await rows.nth(99).waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await rows.nth(129).waitFor()
    expect(await rows.count()).toBe(130)
    expect(await page.locator('[data-testid=import-rows]', { hasText: 'geplant' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Discard the file' }).click()
    await page.getByRole('heading', { name: 'Import a file' }).waitFor()
    await page.getByText(name).waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
