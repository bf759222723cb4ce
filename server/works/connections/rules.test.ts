import { describe, expect, it } from 'vitest'
import type { LineString, Position, Route } from '../../geo/contract.ts'
import {
  againstLimits,
  fromRoute,
  isOnlyPoint,
  type MarkFacts,
  markRefusal,
  nearestOn,
  photoRefusal,
  straightTo,
  usuallyDoneOn,
} from './rules.ts'

const degree = 111_195
const east = degree * Math.cos((24.7 * Math.PI) / 180)
/** Metres east and north of a corner in Riyadh. */
const at = (x: number, y: number): Position => [46.7 + x / east, 24.7 + y / degree]
const line = (...coordinates: Position[]): LineString => ({ type: 'LineString', coordinates })
const main: Route = line(at(0, 0), at(100, 0), at(100, 100))
const parts: Route = { type: 'MultiLineString', coordinates: [[at(0, 0), at(50, 0)], [at(0, 40), at(50, 40)]] } // biome-ignore format: one line
const area: Route = { type: 'Polygon', coordinates: [[at(0, 0), at(9, 0), at(9, 9), at(0, 9), at(0, 0)]] }

describe('nearestOn', () => {
  it.each([
    ['straight above the middle', main, at(40, 12), at(40, 0), 12],
    ['before the start: the start', main, at(-3, -4), at(0, 0), 5],
    ['round the corner: the other leg', main, at(108, 60), at(100, 60), 8],
    ['on it', main, at(70, 0), at(70, 0), 0],
    ['the nearer of two parts', parts, at(20, 30), at(20, 40), 10],
  ] as const)('%s', (_what, route, place, expected, metres) => {
    const found = nearestOn(route, place)
    expect(found?.at[0]).toBeCloseTo(expected[0], 6)
    expect(found?.at[1]).toBeCloseTo(expected[1], 6)
    expect(found?.metres).toBeCloseTo(metres, 1)
  })

  it('of an area there is none', () => expect(nearestOn(area, at(0, 0))).toBeNull())
})

describe('straightTo', () => {
  it('runs square from the main route to the meter', () => {
    const { coordinates } = straightTo(main, at(40, 12)) as LineString
    expect(coordinates).toHaveLength(2)
    expect(coordinates[0]?.[0]).toBeCloseTo(at(40, 0)[0], 6)
    expect(coordinates[1]).toEqual(at(40, 12))
  })

  it.each([
    ['on the main route', main, at(40, 0)],
    ['of an area', area, at(40, 12)],
  ] as const)('there is none %s', (_what, route, meter) => expect(straightTo(route, meter)).toBeNull())
})

describe('fromRoute', () => {
  it.each([
    ['begins on it', line(at(40, 0), at(40, 12)), [40, 0], [40, 12]],
    ['begins 30 cm beside it: put onto it', line(at(40, 0.3), at(40, 12)), [40, 0], [40, 12]],
    ['was drawn towards it: turned round', line(at(40, 12), at(40, 0.1)), [40, 0], [40, 12]],
    ['keeps its bend', line(at(40, 0), at(40, 6), at(44, 12)), [40, 0], [44, 12]],
  ] as const)('%s', (_what, drawn, first, last) => {
    const found = fromRoute(main, drawn, 0.5) as LineString
    expect(found.coordinates).toHaveLength(drawn.coordinates.length)
    expect(found.coordinates[0]?.[0]).toBeCloseTo(at(first[0], first[1])[0], 6)
    expect(found.coordinates[0]?.[1]).toBeCloseTo(at(first[0], first[1])[1], 6)
    expect(found.coordinates.at(-1)?.[1]).toBeCloseTo(at(last[0], last[1])[1], 6)
  })

  it.each([
    ['ends where it is put to', line(at(40, 0.3), at(40, 0)), 2, true],
    ['ends there over a detour', line(at(40, 0.3), at(40, 0), at(40, 0.004)), 2, true],
    ['passes there on its way', line(at(40, 0.3), at(40, 0), at(40, 12)), 2, false],
    ['comes back to there', line(at(40, 0.3), at(40, 6), at(40, 0)), 3, false],
  ] as const)('keeps no place twice of one that %s', (_what, drawn, places, isNone) => {
    const found = fromRoute(main, drawn, 0.5) as LineString
    expect(found.coordinates).toHaveLength(places)
    expect(isOnlyPoint(found)).toBe(isNone)
  })

  it.each([
    ['60 cm beside it', main, line(at(40, 0.6), at(40, 12))],
    ['on an area', area, line(at(4, 0), at(4, 12))],
  ] as const)('refuses one that begins %s', (_what, route, drawn) => expect(fromRoute(route, drawn, 0.5)).toBeNull())
})

describe('againstLimits', () => {
  const limits = { most: 80, longestMetres: 25, startsWithinMetres: 0.5 }
  const entered = (number: number, start: Position, lengthMetres: number) => ({
    number,
    line: line(start, at(40, 20)),
    lengthMetres,
  })
  it.each([
    ['25 m exactly on the route', [entered(1, at(40, 0), 25)], [], []],
    ['25.01 m', [entered(1, at(40, 0), 25.01)], [1], []],
    ['half a metre off', [entered(3, at(40, 0.499), 20)], [], []],
    ['more than half a metre off', [entered(3, at(40, 0.52), 20)], [], [3]],
    ['both', [entered(1, at(40, 0), 10), entered(2, at(40, 9), 30)], [2], [2]],
  ] as const)('%s', (_what, given, tooLong, offRoute) =>
    expect(againstLimits(given, main, limits)).toEqual({ tooLong, offRoute }),
  )
  it('none begins on an area', () =>
    expect(againstLimits([entered(1, at(4, 0), 9)], area, limits).offRoute).toEqual([1]))
})

describe('markRefusal', () => {
  const dug: MarkFacts = {
    status: 'in_progress',
    isChangeable: false,
    startedOn: '2026-11-20',
    endedOn: null,
    today: '2026-11-24',
    doneOn: '2026-11-24',
    hasReason: false,
    wasDone: false,
    isOffice: false,
  }
  const planned: MarkFacts = { ...dug, status: 'planned', isChangeable: true, startedOn: null }
  it.each([
    ['planned', 'done', dug, null],
    ['planned', 'done', { ...dug, status: 'reinstated' }, null],
    ['planned', 'done', { ...dug, status: 'permitted' }, 'not_begun'],
    ['planned', 'done', { ...dug, status: 'closed' }, 'not_begun'],
    ['planned', 'done', { ...dug, doneOn: '2026-11-25' }, 'in_future'],
    ['planned', 'done', { ...dug, doneOn: '2026-11-20' }, null],
    ['planned', 'done', { ...dug, doneOn: '2026-11-19' }, 'before_start'],
    ['planned', 'done', { ...dug, status: 'reinstated', endedOn: '2026-11-22', doneOn: '2026-11-22' }, null],
    ['planned', 'done', { ...dug, status: 'reinstated', endedOn: '2026-11-22', doneOn: '2026-11-23' }, 'after_end'],
    ['cancelled', 'done', dug, 'is_frozen'],
    ['done', 'done', dug, 'same_state'],
    ['planned', 'cancelled', { ...dug, hasReason: true }, null],
    ['planned', 'cancelled', dug, 'reason_needed'],
    ['planned', 'cancelled', { ...dug, hasReason: true, wasDone: true }, 'was_done'],
    ['planned', 'cancelled', { ...dug, hasReason: true, wasDone: true, isOffice: true }, null],
    ['planned', 'cancelled', { ...dug, wasDone: true, isOffice: true }, 'reason_needed'],
    ['done', 'cancelled', { ...dug, hasReason: true }, 'is_done'],
    ['planned', 'cancelled', { ...dug, status: 'reinstated', hasReason: true }, 'not_open'],
    ['done', 'planned', dug, null],
    ['done', 'planned', { ...dug, status: 'in_guarantee' }, 'not_open'],
    ['cancelled', 'planned', dug, 'is_frozen'],
    ['cancelled', 'planned', planned, null],
    ['planned', 'planned', planned, 'same_state'],
  ] as const)('%s to %s (%o)', (from, to, facts, refusal) => expect(markRefusal(from, to, facts)).toBe(refusal))
})

describe('usuallyDoneOn', () =>
  it.each([
    [null, '2026-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['2026-11-22', '2026-11-22'],
  ])('of ground that was closed on %s is %s', (endedOn, day) => expect(usuallyDoneOn('2026-11-24', endedOn)).toBe(day)))

describe('photoRefusal', () =>
  it.each([
    ['done', 'in_progress', null],
    ['done', 'reinstated', null],
    ['done', 'closed', 'photo_not_open'],
    ['planned', 'in_progress', 'photo_not_done'],
    ['cancelled', 'in_progress', 'photo_not_done'],
  ] as const)('of a connection that is %s, of works that are %s', (state, status, refusal) =>
    expect(photoRefusal(state, status)).toBe(refusal),
  ))
