import { beforeAll, describe, expect, test } from 'vitest'
import type { Areas, Position, Route } from '../../server/geo/contract.ts'
import { partsOf, roughMetres, signedArea } from '../../server/geo/rules.ts'
import { addMonths, daysOf, periodFault } from '../../server/time/rules.ts'
import { generateCity } from './city.ts'
import type { DemoCity, DemoWorks } from './types.ts'

const today = '2026-03-15'
let city: DemoCity
beforeAll(() => {
  city = generateCity(today)
})

const ringsOf = (area: Areas) => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates)
const metresOf = (line: Position[]) =>
  line.slice(1).reduce((sum, spot, i) => sum + roughMetres(line[i] as Position, spot), 0)
const areasOf = ({ municipalities, places, constraintAreas, opportunities, works }: DemoCity): Areas[] => [
  ...municipalities.map(({ boundary }) => boundary),
  ...places.map(({ geometry }) => geometry),
  ...constraintAreas.map(({ area }) => area),
  ...opportunities.map(({ boundary }) => boundary),
  ...works.flatMap(({ route }) => (route.type === 'Polygon' || route.type === 'MultiPolygon' ? [route] : [])),
]
const idsOf = ({
  agencies,
  users,
  municipalities,
  streets,
  places,
  works,
  reports,
  opportunities,
  ...rest
}: DemoCity) =>
  [
    agencies,
    users,
    municipalities,
    streets,
    places,
    works,
    reports,
    opportunities,
    rest.constraintAreas,
    rest.protectedStreets,
  ]
    .flat()
    .map(({ id }) => id)
const among = (kind: string) => city.places.filter((place) => place.kind === kind).length

describe('the city', () => {
  test('is the same for the same day, and keeps its ground on another', () => {
    expect(JSON.stringify(generateCity(today))).toBe(JSON.stringify(city))
    const later = generateCity('2027-11-02')
    expect(later.places).toEqual(city.places)
    expect(later.works.map(({ route }) => route)).toEqual(city.works.map(({ route }) => route))
  })

  test('gives everything an id of its own in the form of a UUIDv7', () => {
    const ids = idsOf(city)
    expect(new Set(ids).size).toBe(ids.length)
    expect(
      ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([])
  })

  test('has what a demonstration needs', () => {
    expect(city.municipalities).toHaveLength(5)
    expect(city.works).toHaveLength(600)
    expect(city.reports).toHaveLength(400)
    expect(city.opportunities).toHaveLength(60)
    expect(city.protectedStreets).toHaveLength(12)
    expect(city.constraintAreas).toHaveLength(6)
    expect([among('district'), among('wadi'), among('market'), among('hospital')]).toEqual([14, 1, 1, 2])
    expect(among('park')).toBeGreaterThanOrEqual(5)
    expect(among('school')).toBeGreaterThanOrEqual(6)
    expect(among('mosque')).toBeGreaterThanOrEqual(8)
    expect(among('parcel')).toBeGreaterThan(2_200)
    expect(among('building')).toBeGreaterThan(1_600)
  })

  test('refers only to agencies and streets that it has', () => {
    const codes = new Set(city.agencies.map(({ code }) => code))
    const named = [...city.users, ...city.works].map(({ agencyCode }) => agencyCode)
    const contractors = city.works.flatMap(({ contractorCode }) => contractorCode ?? [])
    expect([...named, ...contractors].filter((code) => !codes.has(code))).toEqual([])
    const streets = new Set(city.streets.map(({ id }) => id))
    expect(city.protectedStreets.filter(({ streetId }) => !streets.has(streetId))).toEqual([])
  })
})

describe('its streets', () => {
  const lines = () => city.streets.flatMap(({ line }) => partsOf(line))

  test('are 55 to 70 km long', () => {
    const kilometres = lines().reduce((sum, line) => sum + metresOf(line), 0) / 1000
    expect(kilometres).toBeGreaterThan(55)
    expect(kilometres).toBeLessThan(70)
  })

  test('are one network of shared vertices', () => {
    const group = new Map<string, string>()
    const rootOf = (key: string): string => {
      let root = key
      for (let next = group.get(root); next !== undefined && next !== root; next = group.get(root)) root = next
      return root
    }
    for (const line of lines()) {
      const first = rootOf(String(line[0]))
      for (const spot of line) group.set(rootOf(String(spot)), first)
    }
    for (const line of lines()) group.set(rootOf(String(line[0])), rootOf(String(lines()[0]?.[0])))
    expect(new Set([...group.keys()].map(rootOf)).size).toBe(1)
  })

  test('have more than 110 names in both languages, some with brackets', () => {
    const [arabic, english] = [city.streets.map(({ nameAr }) => nameAr), city.streets.map(({ nameEn }) => nameEn)]
    expect(new Set(arabic).size).toBe(arabic.length)
    expect(new Set(english).size).toBe(english.length)
    expect(arabic.length).toBeGreaterThan(110)
    expect(arabic.every((name) => /^[\u0600-\u06ff0-9 ()]+$/.test(name))).toBe(true)
    expect(english.every((name) => /^[A-Za-z0-9' ()-]+$/.test(name))).toBe(true)
    expect(arabic.filter((name) => name.includes('(')).length).toBeGreaterThan(2)
  })

  test('are of four classes', () => {
    expect(new Set(city.streets.map(({ streetClass }) => streetClass))).toEqual(
      new Set(['highway', 'arterial', 'collector', 'local']),
    )
  })
})

describe('its ground', () => {
  test('holds everything in the box that the municipalities tile', () => {
    const [west, south, east, north] = city.box
    const shapes = [
      ...city.streets.map(({ line }) => line),
      ...city.works.map(({ route }) => route),
      ...areasOf(city),
      ...city.reports.map(({ point }) => point),
    ]
    const outside = shapes
      .flatMap(partsOf)
      .flat()
      .filter(([x, y]) => x < west || x > east || y < south || y > north)
    expect(outside).toEqual([])
    const tiles = city.municipalities.reduce(
      (sum, { boundary }) => sum + signedArea(boundary.coordinates[0] as Position[]) / 2,
      0,
    )
    expect(tiles / ((east - west) * (north - south))).toBeCloseTo(1, 6)
  })

  test('has rings that close, run counter-clockwise and repeat no position', () => {
    for (const [outer, ...holes] of areasOf(city).flatMap(ringsOf)) {
      expect(holes).toEqual([])
      expect(outer?.at(-1)).toEqual(outer?.[0])
      expect(signedArea(outer as Position[])).toBeGreaterThan(0)
      expect(new Set(outer?.map(String)).size).toBe((outer?.length ?? 0) - 1)
    }
  })

  test('is written with seven decimals', () => {
    const long = city.works
      .flatMap(({ route }) => partsOf(route).flat(2))
      .filter((degrees) => !/^\d+(\.\d{1,7})?$/.test(String(degrees)))
    expect(long).toEqual([])
  })
})

describe('its works', () => {
  const lengthOf = (route: Route) =>
    route.type.endsWith('Polygon') ? 0 : partsOf(route).reduce((sum, part) => sum + metresOf(part), 0)
  const faultOf = ({ status, actualPeriod, period, guaranteeUntil, createdOn }: DemoWorks): string | null => {
    const over = ['reinstated', 'in_guarantee', 'closed'].includes(status)
    const running = ['in_progress', 'suspended'].includes(status)
    if (createdOn >= today || createdOn > period.start) return 'created'
    if (over && !(actualPeriod?.end && actualPeriod.end < today && actualPeriod.start <= actualPeriod.end))
      return 'ended'
    if (running && !(actualPeriod && actualPeriod.end === null && actualPeriod.start < today)) return 'running'
    if (!over && !running && actualPeriod) return 'not begun'
    if (over !== (guaranteeUntil !== null)) return 'guarantee'
    if (guaranteeUntil && guaranteeUntil < addMonths(actualPeriod?.end ?? today, 24)) return 'guarantee too short'
    const pending = ['planned', 'submitted', 'in_coordination', 'approved', 'permitted', 'draft', 'returned'].includes(
      status,
    )
    return pending && period.start <= today ? 'late' : null
  }

  test('have periods in order and statuses that fit the day', () => {
    expect(city.works.filter(({ period }) => periodFault(period) !== null)).toEqual([])
    expect(city.works.map((works) => [works.id, faultOf(works)]).filter(([, fault]) => fault !== null)).toEqual([])
    expect(new Set(city.works.map(({ status }) => status)).size).toBeGreaterThanOrEqual(13)
  })

  test('are as long, in metres and in days, as a city’s', () => {
    const metres = city.works
      .map(({ route }) => lengthOf(route))
      .filter((length) => length > 0)
      .sort((a, b) => a - b)
    expect(metres[Math.floor(metres.length / 2)]).toBeGreaterThan(130)
    expect(metres[Math.floor(metres.length / 2)]).toBeLessThan(260)
    expect(metres.at(-1)).toBeLessThan(4_000)
    const days = city.works.map(({ period }) => daysOf(period))
    const mean = days.reduce((sum, each) => sum + each, 0) / days.length
    expect(mean).toBeGreaterThan(30)
    expect(mean).toBeLessThan(50)
    expect([Math.min(...days) >= 2, Math.max(...days) <= 150]).toEqual([true, true])
  })

  test('have references that their agency gives once', () => {
    const references = city.works.flatMap(({ agencyCode, externalReference }) =>
      externalReference ? [`${agencyCode} ${externalReference}`] : [],
    )
    expect(new Set(references).size).toBe(references.length)
  })
})

test('reports and sites lie in the time they claim', () => {
  expect(city.reports.filter(({ createdAt }) => createdAt >= today || createdAt < '2025-11-14')).toEqual([])
  const misdated = city.opportunities.filter(({ stage, questionsUntil, bidsUntil }) => {
    if (stage === 'planned') return bidsUntil !== null
    return !bidsUntil || !questionsUntil || questionsUntil >= bidsUntil || (stage === 'open') !== bidsUntil > today
  })
  expect(misdated).toEqual([])
  expect(city.constraintAreas.filter(({ period }) => period && periodFault(period) !== null)).toEqual([])
})
