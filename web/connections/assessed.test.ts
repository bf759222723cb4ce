import { expect, it } from 'vitest'
import type { Works } from '../../server/works/contract.ts'
import { assessedOf } from './assessed.ts'
import { draftOfMeter } from './draft.ts'

const works = {
  id: 'w',
  title: 'Connections',
  description: null,
  category: 'multi_connection',
  utility: 'water',
  method: 'open_cut',
  trafficImpact: 'minor',
  closure: 'none',
  trenchWidthMetres: 0.6,
  period: { start: '2027-01-10', end: '2027-01-29' },
  route: { type: 'LineString', coordinates: [[46.7, 24.7], [46.702, 24.7]] }, // biome-ignore format: one line
  agencyId: 'a',
  contractorId: null,
  projectId: null,
  connections: 2,
  diversions: [],
} as unknown as Works
const limits = { longestMetres: 25, startsWithinMetres: 0.5 }

it('asks about what can be dug as it is drawn, named or not, and about nothing without', () => {
  const near = draftOfMeter('n', [46.701, 24.7001], works.route)
  const far = draftOfMeter('f', [46.701, 24.71], works.route)
  expect(assessedOf(works, [], limits)).toBeNull()
  expect(assessedOf(works, [far], limits)).toBeNull()
  expect(assessedOf(works, [near, far], limits)).toMatchObject({
    worksId: 'w',
    category: 'multi_connection',
    trenchWidthMetres: 0.6,
    connectionList: [{ id: 'n', label: 'n', drawn: { type: 'Point' } }],
  })
  expect(assessedOf(works, [{ ...near, label: 'Villa 3' }], limits)?.connectionList).toMatchObject([{ label: 'Villa 3' }]) // biome-ignore format: one line
})
