import { expect, it } from 'vitest'
import type { Case } from '../../server/cases/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { movedSince } from './moved-since.ts'

const period = { start: '2027-01-01', end: '2027-01-09' }
const works = (id: string, version: number, more: object = {}) => ({ id, version, title: id, period, ...more })
const room = (...all: object[]) => ({ works: all }) as unknown as Case

it('names which works of a case are others than those that were seen, and what of them', () => {
  const later = { start: '2027-02-01', end: '2027-02-09' }
  const moved = movedSince(room(works('a', 1), works('b', 4)), room(works('a', 2, { period: later }), works('b', 4)))
  expect(moved).toMatchObject([{ now: { id: 'a' }, changed: { before: { period }, after: { period: later } } }])
})

it('names one of which only what a case does not show has changed, and one that has joined', () => {
  const moved = movedSince(room(works('a', 1)), room(works('a', 2), works('c', 1)))
  expect(moved.map(({ now, seen, changed }) => [now.id, seen !== null, changed.after])).toEqual([
    ['a', true, {}],
    ['c', false, {}],
  ])
})

it('tells all of one that was read whole', () => {
  const line = (lng: number) => ({ type: 'LineString', coordinates: [[lng, 24], [lng, 25]] }) // biome-ignore format: one line
  const whole = { seen: works('a', 1, { route: line(46) }), now: works('a', 2, { route: line(47) }) }
  const moved = movedSince(room(works('a', 1)), room(works('a', 2)), whole as unknown as { seen: Works; now: Works })
  expect(moved[0]?.changed.after).toEqual({ route: line(47) })
})
