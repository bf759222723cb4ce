import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react'

let held: MapLibreMap | null = null
const listeners = new Set<() => void>()

/** The one map of the page, for those who stand outside of it. */
export function holdMap(map: MapLibreMap | null): void {
  held = map
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The map once it is ready; `null` before, and where the browser cannot draw one. */
export function useHeldMap(): MapLibreMap | null {
  return useSyncExternalStore(subscribe, () => held)
}

const nearZoom = 15.2

/** Pixels of the map that something lies over, from its upper and from its lower edge. */
interface Covered {
  top: number
  bottom: number
}

const above = '.draw-bar'
const below = '.sheet:not([inert])'
const boxesOf = (selector: string) =>
  [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect())

/** On a phone a sheet lies over the map's lower part, and the bar of the pen over its upper one. */
function coveredBy(box: DOMRect): Covered {
  if (!window.matchMedia('(max-width: 720px)').matches) return { top: 0, bottom: 0 }
  const highest = Math.min(box.bottom, ...boxesOf(below).map(({ top }) => top))
  const lowest = Math.max(box.top, ...boxesOf(above).map(({ bottom }) => bottom))
  return { top: Math.max(0, lowest - box.top), bottom: Math.max(0, box.bottom - highest) }
}

/** How much of the map is covered, while sheets are pulled and bars grow. */
export function useCovered(map: MapLibreMap): Covered {
  const [covered, setCovered] = useState<Covered>({ top: 0, bottom: 0 })
  useLayoutEffect(() => {
    const container = map.getContainer()
    const look = () => {
      const { top, bottom } = coveredBy(container.getBoundingClientRect())
      setCovered((before) => (before.top === top && before.bottom === bottom ? before : { top, bottom }))
    }
    look()
    const watching = new ResizeObserver(look)
    for (const element of [container, ...document.querySelectorAll(`${above}, ${below}`)]) watching.observe(element)
    return () => watching.disconnect()
  }, [map])
  return covered
}

type Position = [number, number]

/** Pixels that must lie between a place and the edge of what covers it. */
const room = 40

/** Can a place be seen where the map stands, beside the panels that lie over it? */
function isInSight(map: MapLibreMap, place: Position): boolean {
  const box = map.getContainer().getBoundingClientRect()
  const { x, y } = map.project(place)
  const { top, bottom } = coveredBy(box)
  const isBeneath = ({ left, right, top: upper, bottom: lower }: DOMRect) =>
    x + box.left > left - room &&
    x + box.left < right + room &&
    y + box.top > upper - room &&
    y + box.top < lower + room
  return (
    x > room &&
    y > top + room &&
    x < box.width - room &&
    y < box.height - bottom - room &&
    !boxesOf('.legend').some(isBeneath)
  )
}

/** Brings a place into sight; the map stays where it is when all of `whole` is already in it. */
export function useFlyTo(): (place: Position, whole?: readonly Position[]) => void {
  const map = useHeldMap()
  return useCallback(
    (place, whole = [place]) => {
      if (!map) return
      if (map.getZoom() >= 13.5 && whole.every((each) => isInSight(map, each))) return
      const box = map.getContainer().getBoundingClientRect()
      const { top, bottom } = coveredBy(box)
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      map.easeTo({
        center: place,
        zoom: Math.max(map.getZoom(), nearZoom),
        duration: still ? 0 : 600,
        // whoever looks for it past a sheet that is open in full pulls that down to half
        offset: [0, (top - Math.min(bottom, box.height / 2)) / 2],
      })
    },
    [map],
  )
}
