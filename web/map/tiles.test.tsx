// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let root: Root
let page: HTMLElement

function Address({ useTiles }: { useTiles: (layers: string[]) => string[] }) {
  return useTiles(['works', 'footprints'])[0]
}

/** The module as a page that has just been loaded finds it. */
async function loadPage() {
  vi.resetModules()
  const { touchTiles, useTiles } = await import('./tiles.ts')
  act(() => root.render(<Address key={Math.random()} useTiles={useTiles} />))
  return { touchTiles, address: () => page.textContent }
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  localStorage.clear()
  page = document.createElement('div')
  root = createRoot(page)
})
afterEach(() => act(() => root.unmount()))

it('gives another address after each touch, and keeps it over a reload', async () => {
  const { touchTiles, address } = await loadPage()
  const untouched = `${window.location.origin}/tiles/works,footprints/{z}/{x}/{y}.mvt`
  expect(address()).toBe(untouched)
  act(() => touchTiles(5000))
  expect(address()).toBe(`${untouched}?v=5000`)
  act(() => touchTiles(5000))
  expect(address()).toBe(`${untouched}?v=5001`)
  expect((await loadPage()).address()).toBe(`${untouched}?v=5001`)
})
