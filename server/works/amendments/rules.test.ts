import { describe, expect, it } from 'vitest'
import type { LineString } from '../../geo/contract.ts'
import { type Status, statuses } from '../contract.ts'
import { askedAs, asksFirst, type Change, followingOf, movedBy } from './rules.ts'

const route: LineString = { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] } // biome-ignore format: one line
const elsewhere: LineString = { type: 'LineString', coordinates: [[46.8, 24.7], [46.802, 24.7]] } // biome-ignore format: one line
const period = { start: '2027-01-10', end: '2027-01-29' }
const works = (status: Status, begun: string | null = null) => ({
  status,
  period,
  route,
  trenchWidthMetres: 0.8,
  trafficImpact: 'minor' as const,
  connections: null,
  closure: 'lane' as const,
  diversions: [{ line: route, period: null }],
  actualPeriod: begun === null ? null : { start: begun, end: null },
})
const later = { period: { start: '2027-01-12', end: '2027-01-31' } }

describe('what an amendment moves', () => {
  it.each<[string, Change, string[]]>([
    ['nothing that is named', {}, []],
    ['the same days', { period: { ...period } }, []],
    ['other days', later, ['period']],
    ['ground and impact', { route: elsewhere, trafficImpact: 'major' }, ['route', 'trafficImpact']],
    ['the same traffic', { closure: 'lane', diversions: [{ line: route, period: null }] }, []],
    ['a way round', { diversions: [{ line: elsewhere, period: null }] }, ['diversions']],
    ['no way round, and a closed road', { closure: 'full', diversions: [] }, ['closure', 'diversions']],
    ['a width taken away', { trenchWidthMetres: null }, ['trenchWidthMetres']],
  ])('%s', (_what, change, moved) => expect(movedBy(works('submitted'), change)).toEqual(moved))
})

describe('what follows from an amendment', () => {
  const anew = { status: 'in_coordination', isReviewed: true, isReceived: true, asks: 'everybody' }
  const concerned = { status: 'in_coordination', isReviewed: true, isReceived: false, asks: 'newcomers' }
  // not received anew: those who came first stay first
  const askedAnew = { ...anew, isReceived: false }
  const still = (status: Status) => ({ status, isReviewed: false, isReceived: false, asks: 'nobody' })
  const followed: Partial<Record<Status, object>> = {
    planned: still('planned'),
    returned: still('returned'),
    submitted: anew,
    in_coordination: anew,
    approved: anew,
    permitted: still('permitted'),
    in_progress: still('in_progress'),
    suspended: still('suspended'),
  }
  it.each(statuses)('of other days of a works that is %s', (status) => {
    const expected = followed[status] ? { following: followed[status] } : { refusal: 'not_amendable' }
    expect(followingOf(works(status), later)).toEqual(expected)
  })

  it.each<[string, Change, object]>([
    ['another route', { route: elsewhere }, anew],
    ['another width', { trenchWidthMetres: 1.2 }, anew],
    ['more traffic', { trafficImpact: 'major' }, concerned],
    ['other connections', { connections: 4 }, concerned],
    ['a closed road', { closure: 'full' }, askedAnew],
    ['no way round', { diversions: [] }, askedAnew],
  ])('of %s of an approved works', (_what, change, following) =>
    expect(followingOf(works('approved'), change)).toEqual({ following }),
  )

  it('refuses what changes nothing, and another start of what has begun', () => {
    expect(followingOf(works('submitted'), { period })).toEqual({ refusal: 'nothing_changed' })
    expect(followingOf(works('closed'), { period })).toEqual({ refusal: 'nothing_changed' })
    expect(followingOf(works('in_progress', '2027-01-10'), later)).toEqual({ refusal: 'start_fixed' })
    const longer = { period: { ...period, end: '2027-02-05' } }
    expect(followingOf(works('in_progress', '2027-01-10'), longer)).toEqual({ following: still('in_progress') })
  })
})

describe('a proposal', () => {
  it.each<[string, Status, Change, boolean]>([
    ['of another route', 'permitted', { route: elsewhere }, true],
    ['of another width', 'in_progress', { trenchWidthMetres: 1.2 }, true],
    ['of other days', 'suspended', later, false],
    ['of traffic hindered much', 'permitted', { trafficImpact: 'major' }, true],
    ['of a closed road', 'permitted', { closure: 'full' }, true],
    ['of no way round', 'suspended', { diversions: [] }, true],
    ['of the same traffic', 'in_progress', { closure: 'lane' }, false],
    ['of the same route', 'permitted', { route }, false],
    ['under review, where it is asked in effect', 'approved', { route: elsewhere }, false],
  ])('%s asks others first: %s', (_what, status, change, asks) => expect(asksFirst(works(status), change)).toBe(asks))

  it('of less hindered traffic asks nobody', () =>
    expect(asksFirst({ ...works('permitted'), trafficImpact: 'major' }, { trafficImpact: 'minor' })).toBe(false))

  const permit = { valid: { start: '2027-01-10', end: '2027-01-31' } }
  it.each<[Status, Change, typeof permit | null, string]>([
    ['approved', later, null, 'amend'],
    ['permitted', later, permit, 'propose'],
    ['in_progress', { period: { start: '2027-01-10', end: '2027-02-01' } }, permit, 'prolong'],
    ['suspended', { period: { start: '2027-03-01', end: '2027-03-05' } }, permit, 'prolong'],
    ['in_progress', { route: elsewhere }, permit, 'propose'],
    ['in_progress', { period: { start: '2027-01-10', end: '2027-02-01' } }, null, 'propose'],
  ])('of a works that is %s with %j by the permit %j is asked for as: %s', (status, change, given, event) =>
    expect(askedAs(works(status), change, given)).toBe(event),
  )
})
