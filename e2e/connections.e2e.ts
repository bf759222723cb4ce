import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, dayFrom } from './applications.ts'
import { faultsOf } from './axe.ts'
import { groundOf, placeOf } from './ground.ts'
import { address, isWide, keep, mapIdle, openBrowser, openPage, signIn } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const spots = groundOf('connections')

interface Stored {
  id: string
  version: number
}

describe('many connections in one permit', () => {
  it('are clicked on the map, listed with the faults of each row, and stored together, in both languages', async () => {
    const { page, complaints } = await openPage(browser)
    await signIn(page, 'water@demo')
    const [lng, lat] = placeOf(spots())
    const east = (metres: number) => (lng + metres / 101_900).toFixed(7)
    const north = (metres: number) => (lat + metres / 111_195).toFixed(7)
    const works = await asked<Stored>(page, 'POST', '/api/works', {
      title: 'توصيلات الحي الجديد',
      category: 'multi_connection',
      utility: 'water',
      route: { type: 'LineString', coordinates: [[lng, lat], [Number(east(150)), lat]] }, // biome-ignore format: one line
      period: { start: await dayFrom(page, 30), end: await dayFrom(page, 45) },
      status: 'planned',
    })
    await page.goto(`${address}/?lang=ar&sel=${works.id}&at=${east(75)},${lat},18.5`)
    const room = page.getByRole('region', { name: 'التوصيلات', exact: true })
    await room.getByRole('button', { name: 'إدخال التوصيلات', exact: true }).click()
    // a click before the pen is in hand is not the pen's
    await page.locator('.meter-pen').waitFor()
    await mapIdle(page)
    const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
    if (!box) throw new Error('no map')
    // a little above the middle of the map, where the main route runs
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 - 60)
    const draft = page.getByTestId('draft-connection')
    await draft.waitFor()
    await draft.getByLabel('رقم المبنى أو العنوان المختصر', { exact: true }).fill('WLKA1201')
    await page.locator('.drawer').getByRole('button', { name: 'قائمة', exact: true }).click()
    const list = page.getByLabel('القائمة', { exact: true })
    const rows = [`WLKA1301,${east(20)},${north(12)}`, `WLKA1302,${east(40)},${north(41)}`, `,${east(60)},${north(12)}`]
    await list.fill(['label,longitude,latitude', ...rows].join('\n'))
    await page.getByRole('button', { name: 'فحص القائمة', exact: true }).click()
    const faulty = page.getByTestId('faulty-rows')
    await faulty.locator('li', { hasText: 'WLKA1302' }).waitFor()
    expect(await faulty.locator('li').count()).toBe(2)
    expect(await draft.count()).toBe(1)
    await keep(page, 'connections-faulty')
    expect(await faultsOf(page)).toEqual([])
    const mended = [rows[0], `WLKA1302,${east(40)},${north(14)}`, `WLKA1303,${east(60)},${north(12)}`]
    await list.fill(['label,longitude,latitude', ...mended].join('\n'))
    await page.getByRole('button', { name: 'فحص القائمة', exact: true }).click()
    await draft.nth(3).waitFor()
    await page.getByRole('button', { name: 'حفظ 4 توصيلات', exact: true }).click()
    await page.getByRole('button', { name: 'حذف التوصيلة 4', exact: true }).waitFor()
    await page.locator('.drawer-actions').getByRole('button', { name: 'إغلاق', exact: true }).click()
    await page.getByTestId('connections').locator('li').nth(3).waitFor()

    await page.goto(`${address}/?lang=en&sel=${works.id}`)
    const shown = page.getByTestId('connections')
    await shown.getByText('WLKA1302', { exact: true }).click()
    await page.getByRole('button', { name: 'Cancel connections', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('The owner does not want it.')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel connections', exact: true }).click()
    await shown.locator('li[data-state=cancelled]', { hasText: 'WLKA1302' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 640 })
    await isWide(page, 320)
    await keep(page, 'connections-phone')
    await page.setViewportSize({ width: 1440, height: 900 })

    const { version } = await asked<Stored>(page, 'GET', `/api/works/${works.id}`)
    await asked(page, 'POST', `/api/works/${works.id}/events`, { event: 'submit', version })
    await page.goto(`${address}/?lang=en&sel=${works.id}`)
    await page.getByRole('button', { name: 'Add or redraw connections', exact: true }).click()
    await page.getByRole('button', { name: 'Redraw connection 1', exact: true }).waitFor()
    await page.locator('.drawer').getByRole('button', { name: 'A list', exact: true }).click()
    const more = `label,longitude,latitude\nWLKA1401,${east(100)},${north(12)}`
    await page.getByLabel('The list', { exact: true }).fill(more)
    await page.getByRole('button', { name: 'Check the list', exact: true }).click()
    await draft.waitFor()
    await page.getByLabel('Reason').fill('One more villa asks for it')
    await keep(page, 'connections-amended')
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Amend the application', exact: true }).click()
    await page.getByRole('button', { name: 'Redraw connection 5', exact: true }).waitFor()
    await page.locator('.drawer-actions').getByRole('button', { name: 'Close', exact: true }).click()
    await shown.getByText('WLKA1401', { exact: true }).waitFor()
    await page.locator('.before-after', { hasText: 'WLKA1401' }).waitFor()
    await keep(page, 'connections-amendment')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
