import { describe, expect, it } from 'vitest'
import { readCoordinates } from './coordinates.ts'
import { fromUtm } from './utm.ts'

it.each([
  ['20.35112, 50.15013', [50.15013, 20.35112]],
  ['20.35112، 50.15013', [50.15013, 20.35112]],
  ['-33.8 151.2', [151.2, -33.8]],
  ['٢٠٫٣٥، ٥٠٫١٥', [50.15, 20.35]],
  ['شارع السوسن', null],
  ['91, 20', null],
  ['20.3', null],
])('%s', (text, expected) => {
  expect(readCoordinates(text)).toEqual(expected)
})

describe('in degrees, minutes and seconds', () => {
  it.each([
    [`24°42'45"N 46°40'30"E`, 46.675, 24.7125],
    ['24° 42′ 45″ ش، 46° 40′ 30″ ق', 46.675, 24.7125],
    [`46°40'30"E, 24°42'45"N`, 46.675, 24.7125],
    [`24°42.75' 46°40.5'`, 46.675, 24.7125],
    [`33°51'S 151°12'E`, 151.2, -33.85],
    [`٢٤°٤٢'٤٥"N ٤٦°٤٠'٣٠"E`, 46.675, 24.7125],
  ])('%s', (text, lng, lat) => {
    const place = readCoordinates(text)
    expect(place?.[0]).toBeCloseTo(lng, 9)
    expect(place?.[1]).toBeCloseTo(lat, 9)
  })

  it.each([`24°62'N 46°E`, `24°N 46°N`, `46°E 24°E`, `95°N 46°E`])('%s is no place', (text) => {
    expect(readCoordinates(text)).toBeNull()
  })
})

describe('in metres of a UTM zone', () => {
  it('finds what PostGIS finds', () => {
    for (const { zone, north, easting, northing, lng, lat } of known) {
      const [foundLng, foundLat] = fromUtm({ zone, north, easting, northing })
      expect(Math.abs(foundLng - lng)).toBeLessThan(1e-8)
      expect(Math.abs(foundLat - lat)).toBeLessThan(1e-8)
    }
  })

  it.each([
    '38R 671234 2734567',
    '38r 671234mE 2734567mN',
    '38 R 671234, 2734567',
    '38N 671234 2734567',
    '٣٨R ٦٧١٢٣٤ ٢٧٣٤٥٦٧',
  ])('%s', (text) => {
    const place = readCoordinates(text)
    expect(place?.[0]).toBeCloseTo(46.69, 1)
    expect(place?.[1]).toBeCloseTo(24.71, 1)
  })

  it.each(['38T 671234 2734567', '61R 671234 2734567', '38R 71234 2734567', '38O 671234 2734567', '38R 671234'])(
    '%s is no place',
    (text) => {
      expect(readCoordinates(text)).toBeNull()
    },
  )
})

/** From `ST_Transform(point, 326zz | 327zz → 4326)`. */
const known = [
  { zone: 38, north: true, easting: 671234, northing: 2734567, lng: 46.69287181363496, lat: 24.71606917126518 },
  { zone: 37, north: true, easting: 512345.5, northing: 2376543.25, lng: 39.11918246063712, lat: 21.49144286667111 },
  { zone: 39, north: true, easting: 166021.4, northing: 3320469.9, lng: 47.539317701532724, lat: 29.969697007943687 },
  { zone: 17, north: true, easting: 630084, northing: 4833438, lng: -79.38714286951816, lat: 43.64256178125505 },
  { zone: 56, north: false, easting: 334786, northing: 6252080, lng: 151.21402286089506, lat: -33.85866391652991 },
  { zone: 1, north: true, easting: 500000, northing: 1, lng: -177, lat: 0.000009047313695982213 },
  { zone: 33, north: true, easting: 899999, northing: 7800000, lng: 25.522177380684038, lat: 69.99545840612126 },
]
