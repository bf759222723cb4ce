import { describe, expect, it } from 'vitest'
import type { Position } from '../../server/geo/contract.ts'
import { blank, drawn, routeOf, type Sketch, type Stroke, type Vertex } from './sketch.ts'

const at = (x: number, y = 0): Vertex => ({ place: [x, y], loose: false })
const add = (...vertices: Vertex[]): Stroke => ({ stroke: 'add', vertices })
const made = (shape: 'line' | 'area', ...strokes: Stroke[]): Sketch => strokes.reduce(drawn, blank(shape))
const xs = ({ vertices }: Sketch) => vertices.map(({ place }) => place[0])

describe('a drawing', () => {
  it('is a route from two points on, an area from three', () => {
    expect(routeOf(made('line', add(at(1))))).toBeNull()
    expect(routeOf(made('line', add(at(1)), add(at(2))))).toEqual({ type: 'LineString', coordinates: [[1, 0], [2, 0]] }) // biome-ignore format: one line
    expect(routeOf(made('area', add(at(1), at(2))))).toBeNull()
    const ring = [[0, 0], [1, 0], [1, 1], [0, 0]] // biome-ignore format: one line
    expect(routeOf(made('area', add(at(0), at(1), at(1, 1))))).toEqual({ type: 'Polygon', coordinates: [ring] })
  })

  it('takes points, moves, inserts and removes them', () => {
    const three = [add(at(1)), add(at(2), at(3))]
    expect(xs(made('line', ...three))).toEqual([1, 2, 3])
    expect(xs(made('line', ...three, { stroke: 'move', at: 1, vertex: at(5) }))).toEqual([1, 5, 3])
    expect(xs(made('line', ...three, { stroke: 'insert', at: 1, vertex: at(5) }))).toEqual([1, 5, 2, 3])
    expect(xs(made('line', ...three, { stroke: 'remove', at: 0 }))).toEqual([2, 3])
  })

  it('has no point twice in a row', () => {
    expect(xs(made('line', add(at(1)), add(at(1)), add(at(2), at(2), at(1))))).toEqual([1, 2, 1])
  })

  it('is finished only while it has points enough', () => {
    const finish = { stroke: 'finish' } as const
    expect(made('line', add(at(1)), finish).finished).toBe(false)
    expect(made('line', add(at(1), at(2)), finish).finished).toBe(true)
    expect(made('line', add(at(1), at(2)), finish, { stroke: 'remove', at: 0 }).finished).toBe(false)
    expect(made('line', add(at(1), at(2)), finish, { stroke: 'reopen' }).finished).toBe(false)
    expect(made('line', add(at(1), at(2)), finish, add(at(3))).finished).toBe(false)
  })

  it('is undone and redone stroke by stroke, and a new stroke ends what could be redone', () => {
    const [undo, redo] = [{ stroke: 'undo' }, { stroke: 'redo' }] as const
    const strokes = [add(at(1)), add(at(2), at(3)), { stroke: 'clear' } as const]
    expect(xs(made('line', ...strokes))).toEqual([])
    expect(xs(made('line', ...strokes, undo))).toEqual([1, 2, 3])
    expect(xs(made('line', ...strokes, undo, undo))).toEqual([1])
    expect(xs(made('line', ...strokes, undo, undo, redo))).toEqual([1, 2, 3])
    expect(made('line', ...strokes, undo, undo, add(at(9))).future).toEqual([])
    expect(made('line', undo, redo)).toEqual(blank('line'))
  })

  it('begins anew with nothing, or with what stands, and neither can be undone', () => {
    const drawing = made('line', add(at(1), at(2)))
    expect(drawn(drawing, { stroke: 'begin', shape: 'area' })).toEqual(blank('area'))
    const stands = { shape: 'line', vertices: [at(7), at(8)], finished: true } as const
    expect(drawn(drawing, { stroke: 'begin', ...stands })).toEqual({ ...blank('line'), ...stands })
  })

  it('knows no stroke that changed nothing', () => {
    expect(made('line', add(at(1)), add(at(1)), { stroke: 'finish' }).past).toHaveLength(1)
  })

  it('settles loose points where the server says, which is nothing to undo', () => {
    const loose = { place: [1, 1] as Position, loose: true }
    const strokes = [add(loose, at(2)), { stroke: 'settle', places: new Map([['1,1', [1.5, 1]]]) }] as Stroke[]
    const settled = made('line', ...strokes)
    expect(settled.vertices).toEqual([{ place: [1.5, 1], loose: false }, at(2)])
    expect(settled.past).toHaveLength(1)
  })
})
