import { describe, expect, it } from 'vitest'
import {
  amendDraftOf,
  changeOf,
  changeToPrice,
  extensionDaysOf,
  faultOf,
  isAmendment,
  sketchOf,
} from './amend-draft.ts'

const works = {
  period: { start: '2027-01-10', end: '2027-01-29' },
  trenchWidthMetres: 0.8,
  trafficImpact: 'minor',
} as const
const draft = amendDraftOf(works)

describe('the draft of an amendment', () => {
  it.each([
    ['nothing', {}, {}],
    ['the end', { end: '2027-02-02' }, { period: { start: '2027-01-10', end: '2027-02-02' } }],
    ['a width in Arabic digits', { trenchWidth: '١٫٢' }, { trenchWidthMetres: 1.2 }],
    ['the impact', { trafficImpact: 'major' }, { trafficImpact: 'major' }],
  ] as const)('changes %s', (_what, more, change) => expect(changeOf({ ...draft, ...more }, works)).toEqual(change))

  it('says what is wrong with it', () => {
    expect(faultOf(draft, works)).toBeNull()
    expect(faultOf({ ...draft, trenchWidth: 'wide' }, works)).toBe('width')
    expect(faultOf({ ...draft, trenchWidth: '' }, works)).toBe('width')
    expect(faultOf({ ...draft, trenchWidth: '' }, { ...works, trenchWidthMetres: null })).toBeNull()
    expect(faultOf({ ...draft, end: '2027-01-01' }, works)).toBe('order')
  })

  it('has a price once it changes something and nothing is wrong with it, also before it says why', () => {
    expect(changeToPrice(draft, works)).toBeNull()
    expect(changeToPrice({ ...draft, trenchWidth: 'wide', trafficImpact: 'major' }, works)).toBeNull()
    expect(changeToPrice({ ...draft, trafficImpact: 'major' }, works)).toEqual({ trafficImpact: 'major' })
  })

  it('is an amendment once it changes something and says why', () => {
    expect(isAmendment({ ...draft, reason: 'Late pipes.' }, works)).toBe(false)
    expect(isAmendment({ ...draft, trafficImpact: 'major' }, works)).toBe(false)
    expect(isAmendment({ ...draft, trafficImpact: 'major', reason: 'Late pipes.' }, works)).toBe(true)
  })
})

describe('the days of an extension', () => {
  it.each([
    ['7', 7],
    [' ٧ ', 7],
    ['0', null],
    ['367', null],
    ['2.5', null],
    ['', null],
    ['a week', null],
  ])('%s', (text, days) => expect(extensionDaysOf(text)).toBe(days))
})

describe('the route of an amendment', () => {
  const [west, middle, east] = [[46.7, 24.7], [46.701, 24.701], [46.702, 24.7]] as [number, number][] as [[number, number], [number, number], [number, number]] // biome-ignore format: one line
  const line = { type: 'LineString' as const, coordinates: [west, east] }
  const area = { type: 'Polygon' as const, coordinates: [[west, middle, east, west]] }
  const hole = { type: 'Polygon' as const, coordinates: [...area.coordinates, [west, middle, east, west]] }
  const places = (route: Parameters<typeof sketchOf>[0]) => sketchOf(route).vertices.map(({ place }) => place)

  it('is one only where it is another', () => {
    const longer = { ...line, coordinates: [west, middle, east] }
    expect(changeOf(draft, { ...works, route: line }, line)).toEqual({})
    expect(changeOf(draft, { ...works, route: line }, longer)).toEqual({ route: longer })
    expect(isAmendment({ ...draft, reason: 'Rock.' }, { ...works, route: line }, line)).toBe(false)
    expect(isAmendment({ ...draft, reason: 'Rock.' }, { ...works, route: line }, longer)).toBe(true)
  })

  it('is taken up again by the pen, and drawn anew where it has several parts', () => {
    expect(sketchOf(line)).toMatchObject({ shape: 'line', finished: true })
    expect(places(line)).toEqual([west, east])
    expect(sketchOf(area)).toMatchObject({ shape: 'area', finished: true })
    expect(places(area)).toEqual([west, middle, east])
    expect(sketchOf(hole)).toEqual({ shape: 'area', vertices: [], finished: false })
    const parts = { type: 'MultiLineString' as const, coordinates: [line.coordinates, line.coordinates] }
    expect(sketchOf(parts)).toEqual({ shape: 'line', vertices: [], finished: false })
  })
})
