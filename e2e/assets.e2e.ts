import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const spots = groundOf('assets')

/** A file with one main of 150 m, brought by the page. */
async function bringMain(page: Page, reference: string, [lng, lat]: [number, number]): Promise<void> {
  const geometry = { type: 'LineString', coordinates: [[lng, lat], [lng + 0.0015, lat]] } // biome-ignore format: one line
  const features = [{ type: 'Feature', geometry, properties: { reference, type: 'gas main', depth: 1.4 } }]
  await page.goto(`${address}/imports?lang=en`)
  await page.getByRole('button', { name: 'Networks in the ground', exact: true }).click()
  await page.setInputFiles('input[type=file]', {
    name: 'networks.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
  })
  await page.locator('.mapping').waitFor()
  await page.getByRole('button', { name: 'Check the rows' }).click()
  await page.getByRole('button', { name: 'Store 1 row' }).click()
  await page.getByText('1 row stored').waitFor()
}

describe('networks in the ground', () => {
  it('come in by a file, are seen by their owner alone, and have it asked about works near them', async () => {
    const reference = `walk-${Date.now()}`
    const place = placeOf(spots())
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'telecom@demo')
    await bringMain(page, reference, place)
    await page.goto(`${address}/assets?lang=ar`)
    await page.locator(`[data-asset="${reference}"] button`).click()
    await page.locator('.drawer .facts', { hasText: '1.4' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    // one of the demo's own, in the city: beside it the map offers a way back there
    const [known] = (await asked<{ items: { reference: string; centre: [number, number] }[] }>(page, 'GET', '/api/assets?q=TEL-')).items // biome-ignore format: one line
    const middle = `${known?.centre.join(',')},17`
    await page.goto(`${address}/?lang=ar&view=map&show=assets&at=${middle}`)
    await mapIdle(page)
    const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
    if (!box) throw new Error('no map')
    // the layer comes after the map: a click before it is there meets nothing
    await expect
      .poll(async () => {
        await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
        return page.url()
      })
      .toContain('/assets?')
    await page.locator('.drawer h1', { hasText: known?.reference ?? '' }).waitFor()
    await mapIdle(page)
    await keep(page, 'assets-ar')

    const other = await openPage(browser)
    await signIn(other.page, 'water@demo')
    await other.page.goto(`${address}/assets?lang=en`)
    await other.page.locator('[data-asset]').first().waitFor()
    const seen = await other.page.evaluate(
      async (q) => (await (await fetch(`/api/assets?q=${q}`)).json()).items.length as number,
      reference,
    )
    expect(seen).toBe(0)
    const works = await asked<{ id: string; version: number }>(other.page, 'POST', '/api/works', {
      title: reference,
      category: 'planned',
      utility: 'water',
      route: { type: 'LineString', coordinates: [[place[0], place[1] + 0.00002], [place[0] + 0.0008, place[1] + 0.00002]] }, // biome-ignore format: one line
      period: { start: await dayFrom(other.page, 30), end: await dayFrom(other.page, 45) },
      status: 'planned',
    })
    await asked(other.page, 'POST', `/api/works/${works.id}/events`, { event: 'submit', version: works.version })

    await page.goto(`${address}/consultations?lang=en`)
    await page.locator('.asked-row', { hasText: reference }).getByText('has networks nearby').waitFor()
    expect([...complaints, ...other.complaints]).toEqual([])
  })
})
