// @vitest-environment jsdom
import type { Map as MapLibreMap } from 'maplibre-gl'
import { act, useEffect } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdMap, useFlyTo } from './held-map.ts'

type Place = [number, number]
let root: Root
let flights: Place[]

function put(className: string, box: DOMRect): HTMLElement {
  const element = document.body.appendChild(document.createElement('div'))
  element.className = className
  element.getBoundingClientRect = () => box
  return element
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  Object.defineProperty(window, 'matchMedia', { value: () => ({ matches: false }), configurable: true })
  flights = []
  const container = put('map', new DOMRect(0, 0, 1000, 700))
  put('legend', new DOMRect(10, 60, 230, 580))
  // a degree is a pixel
  holdMap({
    getContainer: () => container,
    project: ([x, y]: Place) => ({ x, y }),
    getZoom: () => 15,
    easeTo: ({ center }: { center: Place }) => flights.push(center),
  } as unknown as MapLibreMap)
  root = createRoot(put('page', new DOMRect()))
})
afterEach(() => {
  act(() => root.unmount())
  holdMap(null)
  document.body.replaceChildren()
})

function Flight({ place, whole }: { place: Place; whole?: Place[] }) {
  const flyTo = useFlyTo()
  useEffect(() => flyTo(place, whole), [flyTo, place, whole])
  return null
}

describe('bringing a place into sight', () => {
  it.each<[string, Place, Place[] | undefined, boolean]>([
    ['stays where it is seen', [600, 300], undefined, false],
    ['moves where it lies beneath the legend', [120, 300], undefined, true],
    ['moves where it lies close to the legend', [270, 300], undefined, true],
    ['stays beside and below the legend', [300, 300], undefined, false],
    ['moves where it lies beyond the edge', [990, 300], undefined, true],
    ['moves where only some of it is seen', [600, 300], [[600, 300], [200, 300]], true], // biome-ignore format: a table
    ['stays where all of it is seen', [600, 300], [[500, 300], [700, 400]], false], // biome-ignore format: a table
  ])('%s', (_name, place, whole, moves) => {
    act(() => root.render(<Flight place={place} {...(whole ? { whole } : {})} />))
    expect(flights).toEqual(moves ? [place] : [])
  })
})
