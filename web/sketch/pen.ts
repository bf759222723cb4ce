import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import type { Position } from '../../server/geo/contract.ts'
import type { Sketch, Vertex } from './sketch.ts'
import { round, type Snap, snapToStreet } from './snap.ts'

/** What the pen reads and does; it is asked anew at each event. */
export interface Hand {
  sketch: () => Sketch
  add: (vertex: Vertex) => void
  move: (at: number, vertex: Vertex) => void
  insert: (at: number, vertex: Vertex) => void
  remove: (at: number) => void
  finish: () => void
  /** Do points hold on to streets? */
  snaps: () => boolean
  /** The place under the pointer, and what it holds on to; null where there is none. */
  hover: (vertex: Vertex | null, snap: Snap | null) => void
  /** A point is under way: where it is now. Null once it lies down. */
  drag: (dragged: { at: number; vertex: Vertex } | null) => void
}

type Press = MapMouseEvent | MapTouchEvent
type Handle = { kind: 'vertex' | 'middle'; at: number }

/** Fingers are wider than pointers. */
const reachPixels = { mouse: 11, touch: 24 }

function reachOf({ originalEvent }: Press): number {
  return 'touches' in originalEvent ? reachPixels.touch : reachPixels.mouse
}

/** The place of an event: on a street's centreline where one is near, points hold on to streets, and Alt does not let go. */
function placeOf(map: MapLibreMap, hand: Hand, { point, lngLat, originalEvent }: Press) {
  const snap = originalEvent.altKey || !hand.snaps() ? null : snapToStreet(map, point)
  const place = snap?.place ?? ([round(lngLat.lng), round(lngLat.lat)] as Position)
  return { vertex: { place, loose: snap !== null }, snap }
}

/** The middles between neighbours, where a new point can be pulled out; of an area also between the last and the first. */
export function middlesOf({ shape, vertices }: Pick<Sketch, 'shape' | 'vertices'>): Position[] {
  const next = (i: number) => vertices[i + 1] ?? (shape === 'area' && vertices.length > 2 ? vertices[0] : undefined)
  return vertices.flatMap(({ place: [x, y] }, i) => {
    const other = next(i)?.place
    return other ? [[(x + other[0]) / 2, (y + other[1]) / 2] as Position] : []
  })
}

/** What can be pulled under an event: a point, or the middle between two once the drawing is finished. */
function handleAt(map: MapLibreMap, sketch: Sketch, press: Press): Handle | null {
  const within = reachOf(press)
  const nearest = (kind: Handle['kind'], places: readonly Position[]) =>
    places
      .map((place, at) => ({ kind, at, away: map.project(place).dist(press.point) }))
      .filter(({ away }) => away <= within)
      .sort((a, b) => a.away - b.away)[0] ?? null
  const vertex = nearest('vertex', sketch.vertices.map(({ place }) => place)) // biome-ignore format: one line
  return vertex ?? (sketch.finished ? nearest('middle', middlesOf(sketch)) : null)
}

/** A click that lands on the end of a line, or on the beginning of an area, finishes the drawing. */
function isFinishing({ shape, vertices }: Sketch, at: number): boolean {
  return shape === 'line' ? vertices.length > 1 && at === vertices.length - 1 : vertices.length > 2 && at === 0
}

function clicking(map: MapLibreMap, hand: Hand) {
  return (event: MapMouseEvent) => {
    const sketch = hand.sketch()
    if (sketch.finished) return
    const handle = handleAt(map, sketch, event)
    if (!handle) return hand.add(placeOf(map, hand, event).vertex)
    if (isFinishing(sketch, handle.at)) hand.finish()
  }
}

/** With the main button, or with one finger. */
function isPulling(event: Press): boolean {
  const { originalEvent } = event
  return 'points' in event ? event.points.length === 1 : !('button' in originalEvent) || originalEvent.button === 0
}

/** Points are pulled with one pointer or one finger; the map stays where it is meanwhile. */
function pulling(map: MapLibreMap, hand: Hand) {
  let held: (Handle & { latest: Vertex | null }) | null = null
  const begin = (event: Press) => {
    if (!isPulling(event)) return
    const handle = handleAt(map, hand.sketch(), event)
    if (!handle) return
    event.preventDefault()
    held = { ...handle, latest: null }
  }
  const go = (event: Press) => {
    if (!held) return
    const { vertex, snap } = placeOf(map, hand, event)
    held.latest = vertex
    hand.drag({ at: held.kind === 'vertex' ? held.at : held.at + 0.5, vertex })
    hand.hover(null, snap)
  }
  const end = () => {
    if (!held) return
    const { kind, at, latest } = held
    held = null
    hand.drag(null)
    hand.hover(null, null)
    if (!latest) return
    if (kind === 'vertex') hand.move(at, latest)
    else hand.insert(at + 1, latest)
  }
  return { begin, go, end, isHolding: () => held !== null }
}

/** Puts the pen on the map; gives what takes it away again. Everything it does is told to the hand. */
export function holdPen(map: MapLibreMap, hand: Hand): () => void {
  const pull = pulling(map, hand)
  const click = clicking(map, hand)
  const canvas = map.getCanvas()
  const hover = (event: MapMouseEvent) => {
    // let go beside the map, where it is not heard
    if (pull.isHolding() && event.originalEvent.buttons === 0) pull.end()
    if (pull.isHolding()) return pull.go(event)
    const sketch = hand.sketch()
    const handle = handleAt(map, sketch, event)
    canvas.style.cursor = handle ? 'grab' : sketch.finished ? '' : 'crosshair'
    if (sketch.finished || handle) return hand.hover(null, null)
    const { vertex, snap } = placeOf(map, hand, event)
    hand.hover(vertex, snap)
  }
  const out = () => hand.hover(null, null)
  const remove = (event: MapMouseEvent) => {
    const handle = handleAt(map, hand.sketch(), event)
    if (handle?.kind !== 'vertex') return
    event.preventDefault()
    hand.remove(handle.at)
  }
  const zooms = map.doubleClickZoom.isEnabled()
  map.doubleClickZoom.disable()
  const heard = [
    map.on('click', click),
    map.on('contextmenu', remove),
    map.on('mouseout', out),
    map.on('mousemove', hover),
    map.on('touchmove', pull.go),
    ...(['mousedown', 'touchstart'] as const).map((press) => map.on(press, pull.begin)),
    ...(['mouseup', 'touchend', 'touchcancel'] as const).map((release) => map.on(release, pull.end)),
  ]
  return () => {
    if (zooms) map.doubleClickZoom.enable()
    canvas.style.cursor = ''
    for (const one of heard) one.unsubscribe()
  }
}
