import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'

const folder = dirname(createRequire(import.meta.url).resolve('maplibre-gl/dist/maplibre-gl.css'))
const place = '/blank/'

const html = (at: string) => `<!doctype html><html><head><link rel="stylesheet" href="${place}maplibre-gl.css">
<style>html,body,#map{margin:0;height:100%}</style></head><body><div id="map" class="map"></div><script type="module">
import { Map, setWorkerUrl } from '${place}maplibre-gl.mjs'
setWorkerUrl('${place}maplibre-gl-worker.mjs')
const [lng, lat, zoom] = '${at}'.split(',').map(Number)
const style = { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#f5f2ec' } }] }
const map = new Map({ container: 'map', style, center: [lng, lat], zoom, maxPitch: 0 })
map.on('idle', () => document.querySelector('.map').setAttribute('data-idle', 'true'))
</script></body></html>`

/** Opens a page with a map that has nothing on it, made by the same library. */
export async function openBlank(page: Page, address: string, at: string): Promise<void> {
  await page.route(`${address}${place}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(place.length)
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html(at) })
    const contentType = name.endsWith('.css') ? 'text/css' : 'text/javascript'
    return route.fulfill({ contentType, body: readFileSync(join(folder, name)) })
  })
  await page.goto(`${address}${place}`)
}
