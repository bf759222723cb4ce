import { expect, it } from 'vitest'
import { pageName } from '../pages.ts'
import { decidesOn, isOurs, nameOfOurs } from './ours.ts'

const municipalities = [
  { id: 'west', agencyId: 'west-office' },
  { id: 'east', agencyId: 'east-office' },
]
const crossing = { agencyId: 'water', municipalityIds: ['west', 'east'] }

it.each([
  ['whose they are', { role: 'utility', agencyId: 'water', everywhere: false }, true],
  ['another agency', { role: 'utility', agencyId: 'power', everywhere: false }, false],
  ['the office that decides', { role: 'planner', agencyId: 'west-office', everywhere: false }, true],
  ['an office that is merely touched', { role: 'planner', agencyId: 'east-office', everywhere: false }, false],
  ['the root authority', { role: 'planner', agencyId: 'root', everywhere: true }, true],
  ['who digs', { role: 'contractor', agencyId: 'water', everywhere: false }, false],
] as const)('works are changed by %s: as the service has it', (_who, user, may) => {
  expect(isOurs(user, crossing, municipalities)).toBe(may)
})

it.each([
  ['whose they are', { role: 'utility', agencyId: 'water', everywhere: false }, false],
  ['the office that decides', { role: 'planner', agencyId: 'west-office', everywhere: false }, true],
  ['its inspectors', { role: 'inspector', agencyId: 'west-office', everywhere: false }, false],
  ['an office that is merely touched', { role: 'planner', agencyId: 'east-office', everywhere: false }, false],
  ['a municipality whose own works lie elsewhere', { role: 'planner', agencyId: 'water', everywhere: false }, false],
  ['the root authority', { role: 'admin', agencyId: 'root', everywhere: true }, true],
  ['a visitor', null, false],
] as const)('works are fined and sampled by %s: as the service has it', (_who, user, may) => {
  expect(decidesOn(user, crossing, municipalities)).toBe(may)
})

it('works of no municipality are the root authority’s alone', () => {
  const user = { role: 'planner', agencyId: 'west-office', everywhere: false } as const
  expect(isOurs(user, { agencyId: 'water', municipalityIds: [] }, municipalities)).toBe(false)
})

it.each([
  ['planner', 'nav.worksInArea'],
  ['admin', 'nav.worksInArea'],
  ['inspector', 'nav.worksInArea'],
  ['utility', 'nav.myWorks'],
  ['contractor', 'nav.myWorks'],
] as const)('the page of works is called by what it is for a %s', (role, name) => {
  expect(nameOfOurs({ role })).toBe(name)
})

it('a visitor finds it under the name that agencies know', () => {
  expect(nameOfOurs(null)).toBe('nav.myWorks')
  expect(pageName('/my-works', null)).toBe('nav.myWorks')
})
