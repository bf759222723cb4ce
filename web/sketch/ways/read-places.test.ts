import { describe, expect, it } from 'vitest'
import { readPlace, readPlaces, writePlace } from './read-places.ts'

describe('a place in words', () => {
  it.each([
    ['24.71234, 46.67512', [46.67512, 24.71234]],
    ['24.71234 46.67512', [46.67512, 24.71234]],
    ['٢٤.٧١٢٣٤، ٤٦.٦٧٥١٢', [46.67512, 24.71234]],
    ['95, 46', null],
    ['شارع', null],
  ])('%s', (text, place) => {
    expect(readPlace(text)).toEqual(place)
  })

  it('is read as it is written', () => {
    expect(readPlace(writePlace([46.6751234, 24.7123456]))).toEqual([46.6751234, 24.7123456])
  })
})

describe('places in a text', () => {
  it('stand one on a line', () => {
    const places = [[46.6, 24.7], [46.7, 24.8]] // biome-ignore format: one line
    expect(readPlaces('24.7, 46.6\n\n24.8\t46.7\r\n')).toEqual({ places, shape: null, fault: null })
  })

  it('are none where one is wrong, which is named', () => {
    expect(readPlaces('24.7, 46.6\nhere')).toMatchObject({ places: [], fault: { line: 2, text: 'here' } })
  })

  it.each([
    ['lat,lng\n24.7,46.6\n24.8,46.7'],
    ['\uFEFFخط العرض،خط الطول\n24.7,46.6\n24.8,46.7'],
    ['\nlongitude;latitude\n46.6;24.7\n46.7;24.8'],
    ['X\tY\r\n46.6\t24.7\r\n46.7\t24.8\r\n'],
    ['خط الطول،خط العرض\n46.6,24.7\n46.7,24.8'],
  ])('may stand beneath the names of their columns: %j', (text) => {
    expect(readPlaces(text)).toEqual({ places: [[46.6, 24.7], [46.7, 24.8]], shape: null, fault: null }) // biome-ignore format: one line
  })

  it('have the names of their columns above them alone, and a single word is none', () => {
    expect(readPlaces('24.7,46.6\nlat,lng').fault).toEqual({ line: 2, text: 'lat,lng' })
    expect(readPlaces('here\n24.7,46.6').fault).toEqual({ line: 1, text: 'here' })
  })
})

describe('places in GeoJSON', () => {
  const ring = [[0, 0], [1, 0], [1, 1], [0, 0]] // biome-ignore format: one line
  const line = { type: 'LineString', coordinates: ring }
  const point = { geometry: { type: 'Point', coordinates: [3, 4, 600] } }
  const collection = (...features: object[]) => ({ type: 'FeatureCollection', features })

  it.each([
    ['an area, without the end of its ring', { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] } }, 'area', ring.slice(0, 3)], // biome-ignore format: one line
    ['a line', collection({ geometry: line }), 'line', ring],
    ['a line beside what lies nowhere', collection({ geometry: null }, { geometry: line }), 'line', ring],
    ['a line of one part', { type: 'MultiLineString', coordinates: [ring] }, 'line', ring],
    ['an area of one part', { type: 'MultiPolygon', coordinates: [[ring]] }, 'area', ring.slice(0, 3)],
    ['points', collection(point, point), null, [[3, 4], [3, 4]]], // biome-ignore format: one line
    ['points of one shape', { type: 'MultiPoint', coordinates: ring }, null, ring],
    ['nothing', collection(), null, []],
  ])('are those of %s', (_what, given, shape, places) => {
    expect(readPlaces(JSON.stringify(given))).toEqual({ places, shape, fault: null })
  })

  it.each([
    ['several', collection({ geometry: line }, { geometry: line })],
    ['several', collection({ geometry: line }, point)],
    ['several', { type: 'MultiLineString', coordinates: [ring, ring] }],
    ['holes', { type: 'Polygon', coordinates: [ring, ring] }],
    ['holes', { type: 'MultiPolygon', coordinates: [[ring, ring]] }],
    ['degrees', { type: 'LineString', coordinates: [[670_102, 2_733_721], [670_103, 2_733_721]] }], // biome-ignore format: one line
    ['unreadable', { type: 'Topology' }],
    ['unreadable', { type: 'LineString', coordinates: 3 }],
  ])('are none, because of %s', (fault, given) => {
    expect(readPlaces(JSON.stringify(given))).toEqual({ places: [], shape: null, fault })
  })

  it('are none in what is cut off', () => expect(readPlaces('{"type":').fault).toBe('unreadable'))
})

describe('places in metres of a zone', () => {
  it.each(['38R 670102 2733721', '38R\t670102\t2733721', '38R, 670102, 2733721', '38R;670102;2733721'])(
    'are read as a spreadsheet writes them: %j',
    (line) => {
      const [lng = 0, lat = 0] = readPlaces(`${line}\n${line}`).places[1] ?? []
      expect(lng).toBeCloseTo(46.6816, 3)
      expect(lat).toBeCloseTo(24.709, 2)
    },
  )
})
