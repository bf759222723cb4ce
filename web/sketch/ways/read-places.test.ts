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
    expect(readPlaces('24.7, 46.6\n\n24.8\t46.7\r\n')).toEqual({ places, fault: null })
  })

  it('are none where one is wrong, which is named', () => {
    expect(readPlaces('24.7, 46.6\nhere')).toEqual({ places: [], fault: { line: 2, text: 'here' } })
  })

  it('come from GeoJSON, without the end of a ring', () => {
    const ring = [[0, 0], [1, 0], [1, 1], [0, 0]] // biome-ignore format: one line
    const area = { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] } }
    expect(readPlaces(JSON.stringify(area)).places).toEqual(ring.slice(0, 3))
    const line = { type: 'FeatureCollection', features: [{ geometry: { type: 'LineString', coordinates: ring } }] }
    expect(readPlaces(JSON.stringify(line)).places).toEqual(ring)
    const two = { type: 'FeatureCollection', features: [line.features[0], line.features[0]] }
    expect(readPlaces(JSON.stringify(two)).fault).not.toBeNull()
    const holed = { type: 'Polygon', coordinates: [ring, ring] }
    expect(readPlaces(JSON.stringify(holed)).fault).not.toBeNull()
    for (const text of ['{', '{"type":"Topology"}', '{"type":"LineString","coordinates":[[500,1],[2,3]]}'])
      expect(readPlaces(text).fault).not.toBeNull()
  })
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
