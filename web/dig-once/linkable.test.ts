import { expect, it } from 'vitest'
import type { Call } from '../../server/dig-once/calls/contract.ts'
import type { WorksSummary } from '../../server/works/contract.ts'
import { linkable } from './linkable.ts'

const municipalities = [
  { id: 'west', agencyId: 'west-office' },
  { id: 'east', agencyId: 'east-office' },
]
const works = (id: string, agencyId: string, ...municipalityIds: string[]) => ({ id, agencyId, municipalityIds }) as WorksSummary // biome-ignore format: one line
const call = {
  agencyId: 'water',
  proposed: [works('main', 'water', 'west'), works('cable', 'power', 'east', 'west')],
  answers: [{ works: [works('duct', 'telecom', 'west', 'east'), works('cable', 'power', 'east', 'west')] }],
} as Call
const office = (agencyId: string, everywhere = false) => ({ role: 'planner', agencyId, everywhere }) as const

it.each([
  ['whoever called, its own works and those that others answered with', { role: 'utility', agencyId: 'water', everywhere: false } as const, ['main', 'cable', 'duct'], []],
  ['an office, what it decides on and not what touches its ground', office('west-office'), ['main', 'duct'], ['cable']],
  ['another office', office('east-office'), ['cable'], ['main', 'duct']],
  ['the root authority, everything', office('root', true), ['main', 'cable', 'duct'], []],
  ['nobody', null, [], ['main', 'cable', 'duct']],
] as const)('offers to %s', (_who, user, offered, rest) => {
  const found = linkable(call, user, municipalities)
  expect(found.works.map(({ id }) => id)).toEqual(offered)
  expect(found.others.map(({ id }) => id)).toEqual(rest)
}) // biome-ignore format: one line

it('offers an office that called what others answered with, wherever it lies', () => {
  const own = { ...call, agencyId: 'west-office' }
  expect(linkable(own, office('west-office'), municipalities).others).toEqual([])
})
