import type { Position, Route } from '../../server/geo/contract.ts'

export type Shape = 'line' | 'area'

/** A point of a drawing. `loose`: it holds on to a street only as truly as tiles tell, and the server has not yet said where. */
export interface Vertex {
  place: Position
  loose: boolean
}

/** What is drawn, and what was drawn before and after it. */
export interface Sketch {
  shape: Shape
  vertices: readonly Vertex[]
  finished: boolean
  past: readonly Moment[]
  future: readonly Moment[]
}

interface Moment {
  vertices: readonly Vertex[]
  finished: boolean
}

export type Stroke =
  | { stroke: 'add'; vertices: readonly Vertex[] }
  | { stroke: 'move' | 'insert'; at: number; vertex: Vertex }
  | { stroke: 'remove'; at: number }
  | { stroke: 'finish' | 'reopen' | 'clear' | 'undo' | 'redo' }
  /** The server has said where loose points are; nothing that anybody did, so nothing to undo. */
  | { stroke: 'settle'; places: ReadonlyMap<string, Position> }
  /** An empty drawing, or one that stands already; nothing before it can be undone. */
  | ({ stroke: 'begin' } & Pick<Sketch, 'shape'> & Partial<Pick<Sketch, 'vertices' | 'finished'>>)

/** How many points make a line or an area. */
export const needed: Record<Shape, number> = { line: 2, area: 3 }

export function blank(shape: Shape): Sketch {
  return { shape, vertices: [], finished: false, past: [], future: [] }
}

/** A drawing that was begun before, without what led to it. */
export function begun({ shape, vertices = [], finished = false }: Pick<Sketch, 'shape'> & Partial<Sketch>): Sketch {
  return { ...blank(shape), vertices, finished }
}

export const keyOf = (place: Position) => place.join()

/** A point where one stands already says nothing. */
function withoutRepeats(vertices: readonly Vertex[]): Vertex[] {
  return vertices.filter((one, i) => i === 0 || keyOf(one.place) !== keyOf((vertices[i - 1] as Vertex).place))
}

const momentOf = ({ vertices, finished }: Sketch): Moment => ({ vertices, finished })

function done(sketch: Sketch, next: Partial<Moment>): Sketch {
  const vertices = withoutRepeats(next.vertices ?? sketch.vertices)
  const isEnough = vertices.length >= needed[sketch.shape]
  const finished = (next.finished ?? sketch.finished) && isEnough
  const isSame = finished === sketch.finished && JSON.stringify(vertices) === JSON.stringify(sketch.vertices)
  return isSame ? sketch : { ...sketch, vertices, finished, past: [...sketch.past, momentOf(sketch)], future: [] }
}

function settled(sketch: Sketch, places: ReadonlyMap<string, Position>): Sketch {
  const settle = (one: Vertex): Vertex => {
    const place = one.loose ? places.get(keyOf(one.place)) : undefined
    return place ? { place, loose: false } : one
  }
  return { ...sketch, vertices: withoutRepeats(sketch.vertices.map(settle)) }
}

/** The drawing after a stroke. Whatever somebody did can be undone. */
export function drawn(sketch: Sketch, stroke: Stroke): Sketch {
  const { vertices, past, future } = sketch
  switch (stroke.stroke) {
    case 'add':
      // one more point is one more, and the drawing wants to be finished again
      return done(sketch, { vertices: [...vertices, ...stroke.vertices], finished: false })
    case 'move':
      return done(sketch, { vertices: vertices.with(stroke.at, stroke.vertex) })
    case 'insert':
      return done(sketch, { vertices: vertices.toSpliced(stroke.at, 0, stroke.vertex) })
    case 'remove':
      return done(sketch, { vertices: vertices.toSpliced(stroke.at, 1) })
    case 'finish':
      return done(sketch, { finished: true })
    case 'reopen':
      return done(sketch, { finished: false })
    case 'clear':
      return done(sketch, { vertices: [], finished: false })
    case 'settle':
      return settled(sketch, stroke.places)
    case 'begin':
      return begun(stroke)
    case 'undo': {
      const before = past.at(-1)
      return before ? { ...sketch, ...before, past: past.slice(0, -1), future: [momentOf(sketch), ...future] } : sketch
    }
    case 'redo': {
      const [after, ...later] = future
      return after ? { ...sketch, ...after, past: [...past, momentOf(sketch)], future: later } : sketch
    }
  }
}

/** What is drawn so far as the service takes it; null until it is a line or an area. */
export function routeOf({ shape, vertices }: Pick<Sketch, 'shape' | 'vertices'>): Route | null {
  const places = vertices.map(({ place }) => place)
  const [first] = places
  if (!first || places.length < needed[shape]) return null
  return shape === 'line'
    ? { type: 'LineString', coordinates: places }
    : { type: 'Polygon', coordinates: [[...places, first]] }
}
