import { geoJSONToTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { address, keep, mapIdle, openBrowser, openPage } from './page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Wide enough for a name to stand in it, wherever along the street it is put. */
const clip = { width: 760, height: 60 }

type Place = readonly [lng: number, lat: number]

const zoom = 16

/** A name is put once in each tile that its street crosses: seen from the middle of one, there is the same of it anywhere. */
function middleOfTile([lng, lat]: Place, z: number): Place {
  const column = Math.floor(((lng + 180) / 360) * 2 ** z)
  const row = Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z)
  const south = Math.atan(Math.sinh(Math.PI * (1 - (2 * (row + 0.5)) / 2 ** z)))
  return [((column + 0.5) / 2 ** z) * 360 - 180, (south * 180) / Math.PI]
}

/** A straight street through the middle of the map, and nothing else on it. */
function tileWith(name: string, [lng, lat]: Place, [z, x, y]: readonly number[]): Buffer {
  const data: GeoJSON.FeatureCollection = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        geometry: {
          type: 'LineString',
          coordinates: [
            [lng - 0.02, lat],
            [lng + 0.02, lat],
          ],
        },
        properties: { ar: name, en: name, class: 0 },
      },
    ],
  }
  const tile = geoJSONToTile(
    data as never,
    z as number,
    x as number,
    y as number,
    { maxZoom: z as number, buffer: 64 } as never,
  )
  return Buffer.from(fromGeojsonVt({ streets: tile ?? { features: [] } } as never, { version: 2 } as never))
}

/** The name as the map of a language draws it: both its pixels and how much ink they hold. */
async function drawn(name: string, language: 'ar' | 'en') {
  const { page } = await openPage(browser)
  const { items } = (await (await page.request.get(`${address}/api/works?limit=1`)).json()) as {
    items: { centre: [number, number] }[]
  }
  const place = middleOfTile(items[0]?.centre ?? [0, 0], zoom)
  await page.route('**/tiles/**', async (route) => {
    const tile = (/(\d+)\/(\d+)\/(\d+)\.mvt/.exec(route.request().url()) ?? []).slice(1).map(Number)
    if (!route.request().url().includes('streets/')) return route.fulfill({ status: 204 })
    return route.fulfill({ contentType: 'application/vnd.mapbox-vector-tile', body: tileWith(name, place, tile) })
  })
  await page.goto(`${address}/?lang=${language}&at=${place.join(',')},${zoom}.00`)
  await mapIdle(page)
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox()
  if (!box) throw new Error('no map')
  // the middle of the map, in both directions
  const corner = { x: box.x + (box.width - clip.width) / 2, y: box.y + (box.height - clip.height) / 2 }
  const picture = await page.screenshot({ clip: { ...corner, ...clip } })
  await keep(page, `label-${language}-${name.length}`)
  await page.context().close()
  const pixels = await sharp(picture).greyscale().raw().toBuffer()
  return { pixels, ink: pixels.filter((grey) => grey < 128).length }
}

it.each([
  ['a bracketed name', 'شارع التحلية (الأول)'],
  ['both scripts and digits', 'طريق King Fahd (القديم) 12'],
])('%s is drawn alike on a page that runs from right to left and one that does not', async (_what, name) => {
  const [arabic, english] = [await drawn(name, 'ar'), await drawn(name, 'en')]
  expect(arabic.ink).toBeGreaterThan(150)
  const differing = arabic.pixels.filter((grey, index) => Math.abs(grey - (english.pixels[index] ?? 0)) > 40).length
  expect(differing).toBeLessThan(arabic.ink / 20)
})
