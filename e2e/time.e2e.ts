import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { address, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

interface Works {
  items: { centre: [number, number] }[]
}

/** Opens the map close to some works, where tiles carry each of them. */
async function openNear(options = {}) {
  const watched = await openPage(browser, options)
  const { page } = watched
  const { items } = (await (await page.request.get(`${address}/api/works?limit=1`)).json()) as Works
  const [lng = 0, lat = 0] = items[0]?.centre ?? []
  await page.goto(`${address}/?lang=en&at=${lng.toFixed(5)},${lat.toFixed(5)},15.00`)
  await mapIdle(page)
  return watched
}

describe('the window of time', () => {
  it('moves over the map without asking for a tile again', async () => {
    const { page, complaints } = await openNear()
    const asked: string[] = []
    page.on('request', (request) => request.url().includes('/tiles/') && asked.push(request.url()))
    for (const name of ['3 months', '12 months', 'Today']) {
      await page.getByRole('button', { name, exact: true }).click()
      await mapIdle(page)
    }
    const start = page.getByRole('slider', { name: 'From' })
    await start.focus()
    for (const key of ['ArrowLeft', 'PageDown', 'BracketRight', 'BracketLeft']) await page.keyboard.press(key)
    await mapIdle(page)
    expect(asked).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('plays a week a second until it is stopped, and only then is written into the address', async () => {
    const { page } = await openNear()
    const from = page.locator('.time-bar').getByLabel('From', { exact: true }).first()
    const before = await from.inputValue()
    await page.getByRole('button', { name: /^Play/ }).click()
    const isAnother = (typed: string) => document.querySelector<HTMLInputElement>('.time-bar input')?.value !== typed
    await page.waitForFunction(isAnother, before)
    await page.waitForFunction(isAnother, await from.inputValue())
    expect(new URL(page.url()).searchParams.get('from')).toBeNull()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.waitForURL(/from=/)
    await page.getByRole('button', { name: /^Play/ }).waitFor()
    const [day = '', month = '', year = ''] = before.split('/')
    const days =
      (Date.parse(new URL(page.url()).searchParams.get('from') ?? '') - Date.parse(`${year}-${month}-${day}`)) / 864e5
    expect(days % 7).toBe(0)
    expect(days).toBeGreaterThanOrEqual(14)
    await page.context().close()
  })

  it('goes a week a press for who wants nothing to move by itself', async () => {
    const { page } = await openNear({ reducedMotion: 'reduce' })
    await page.getByRole('button', { name: 'A week later' }).click()
    await page.waitForURL(/from=/)
    await page.context().close()
  })
})
