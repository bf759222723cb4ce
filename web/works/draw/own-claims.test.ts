import { describe, expect, it } from 'vitest'
import type { Works } from '../../../server/works/contract.ts'
import { ownClaims } from './own-claims.ts'

const line = { type: 'LineString' as const, coordinates: [] }
const works = (period: { start: string; end: string } | null) =>
  ({
    id: 'w',
    projectId: null,
    connections: null,
    period: { start: '2027-01-10', end: '2027-01-29' },
    diversions: [{ number: 1, line, lengthMetres: 1, period }],
  }) as unknown as Works

const part = { start: '2027-01-12', end: '2027-01-14' }

describe('the diversions of another plan of a works', () => {
  it.each([
    ['as it stands', part, { start: '2027-01-10', end: '2027-01-29' }, part],
    ['a month later', part, { start: '2027-02-09', end: '2027-02-28' }, { start: '2027-02-11', end: '2027-02-13' }],
    ['five days earlier', part, { start: '2027-01-05', end: '2027-01-24' }, { start: '2027-01-07', end: '2027-01-09' }],
    ['later and shorter', part, { start: '2027-01-20', end: '2027-01-23' }, { start: '2027-01-22', end: '2027-01-23' }],
    ['as long as the works', null, { start: '2027-02-09', end: '2027-02-28' }, null],
  ])('move along with it: %s', (_name, given, whole, period) =>
    expect(ownClaims(works(given), whole).diversions).toEqual([{ line, period }]),
  )

  it('end with it where it is over before they begin', () =>
    expect(ownClaims(works(part), { start: '2027-03-01', end: '2027-03-02' }).diversions).toEqual([]))
})
