import { expect, it } from 'vitest'
import type { Works } from '../../server/works/contract.ts'
import { changedSince, onto } from './newer.ts'

const works = {
  status: 'planned',
  title: 'Main',
  description: null,
  period: { start: '2026-12-01', end: '2026-12-10' },
  route: { type: 'LineString', coordinates: [] },
  category: 'planned',
  utility: 'water',
  method: 'open_cut',
  trenchWidthMetres: 1,
  trafficImpact: 'minor',
  closure: 'none',
  diversions: [],
  connections: null,
  contractorId: null,
} as unknown as Works

it('tells what others have changed, and nothing that moves by itself', () => {
  expect(changedSince(works, { ...works, version: 9 } as Works)).toEqual({ before: {}, after: {} })
  const period = { start: '2026-12-05', end: '2026-12-14' }
  const changed = changedSince(works, { ...works, title: 'Main, east', period })
  expect(changed.before).toEqual({ title: 'Main', period: works.period })
  expect(Object.keys(changed.after)).toEqual(['title', 'period'])
  expect(changed.after).toEqual({ title: 'Main, east', period })
})

it.each([
  ['nothing touched', { title: 'Main', width: '1' }, { title: 'Feeder', width: '2' }],
  ['the title written', { title: 'Mine', width: '1' }, { title: 'Mine', width: '2' }],
  ['both written', { title: 'Mine', width: '9' }, { title: 'Mine', width: '9' }],
])('with %s, keeps what is written over what is newer', (_, draft, expected) => {
  expect(onto(draft, { title: 'Main', width: '1' }, { title: 'Feeder', width: '2' })).toEqual(expected)
})

it('compares days as days, not as objects', () => {
  const days = (start: string) => ({ period: { start, end: '2026-12-10' } })
  expect(onto(days('2026-12-01'), days('2026-12-01'), days('2026-12-03'))).toEqual(days('2026-12-03'))
})
