// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { DrawBar } from './DrawBar.tsx'
import { type Sketching, useSketch } from './use-sketch.ts'
import { CrossHair } from './ways/CrossHair.tsx'

const street = {
  geometry: { type: 'LineString', coordinates: [[0, 10], [100, 10]] },
  properties: { ar: 'شارع', en: 'Street' },
} // biome-ignore format: one line

/** A map on which a pixel is a degree, with one street along y = 10. */
function fakeMap(container: HTMLElement) {
  const heard = new Map<string, (event: object) => void>()
  const canvas = container.appendChild(document.createElement('canvas'))
  canvas.getBoundingClientRect = () => ({ width: 80, height: 10 }) as DOMRect
  const map = {
    on: (name: string, listen: (event: object) => void) => {
      heard.set(name, listen)
      return { unsubscribe: () => heard.delete(name) }
    },
    getCanvas: () => canvas,
    getContainer: () => container,
    getLayer: () => true,
    queryRenderedFeatures: () => [street],
    project: ([x, y]: [number, number]) => ({ x, y, dist: (p: { x: number; y: number }) => Math.hypot(p.x - x, p.y - y) }),
    unproject: ([lng, lat]: [number, number]) => ({ lng, lat }),
    doubleClickZoom: { isEnabled: () => false, disable: () => undefined, enable: () => undefined },
  } as unknown as MapLibreMap // biome-ignore format: one line
  const click = (x: number, y: number) =>
    act(async () =>
      heard.get('click')?.({ point: { x, y }, lngLat: { lng: x, lat: y }, originalEvent: new MouseEvent('click') }),
    )
  return { map, click }
}

let root: Root
let page: HTMLElement
let sketching: Sketching

function Drawing({ map, isCross, snaps }: { map: MapLibreMap; isCross: boolean; snaps: boolean }) {
  sketching = useSketch(map, { shape: 'line' }, !isCross, snaps)
  return (
    <>
      {isCross ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar sketching={sketching} clear={() => undefined} />
    </>
  )
}

const show = (map: MapLibreMap, { isCross = false, snaps = true }) =>
  act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <LanguageProvider>
          <Drawing map={map} isCross={isCross} snaps={snaps} />
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )
const button = (words: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(words)) as HTMLButtonElement
const press = (words: string) => act(async () => button(words).click())
const places = () => sketching.sketch.vertices.map(({ place, loose }) => [...place, loose])

beforeEach(async () => {
  Object.assign(globalThis, {
    IS_REACT_ACT_ENVIRONMENT: true,
    ResizeObserver: class {
      observe() {}
      disconnect() {}
    },
  })
  Object.defineProperty(window, 'matchMedia', { value: () => ({ matches: false }), configurable: true })
  await withWorkbench(() => activateLanguage('en'))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
})

it('lets a pointer go of the streets, and hold on to them again', async () => {
  const { map, click } = fakeMap(document.body)
  await show(map, {})
  await click(40, 5)
  expect(button('Snap').getAttribute('aria-pressed')).toBe('true')
  await press('Snap')
  await click(80, 5)
  await press('Snap')
  await click(20, 40)
  await click(90, 12)
  expect(places()).toEqual([
    [40, 10, true],
    [80, 5, false],
    [20, 40, false],
    [90, 10, true],
  ])
})

it('lets the cross go of the streets', async () => {
  const { map } = fakeMap(document.body)
  await show(map, { isCross: true })
  await press('Place a point')
  await press('Snap')
  await press('Place a point')
  expect(places()).toEqual([
    [40, 10, true],
    [40, 5, false],
  ])
  expect(sketching.hovering.snap).toBeNull()
})

it('begins free where what is drawn does not lie on streets', async () => {
  const { map, click } = fakeMap(document.body)
  await show(map, { snaps: false })
  await click(40, 5)
  expect(places()).toEqual([[40, 5, false]])
  expect(button('Snap').getAttribute('aria-pressed')).toBe('false')
})
