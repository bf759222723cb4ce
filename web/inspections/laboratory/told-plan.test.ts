import { expect, it } from 'vitest'
import type { Agency, Municipality, User } from '../../../server/agencies/contract.ts'
import { isToldPlan } from './told-plan.ts'

const works = { agencyId: 'water', contractorId: 'builder', municipalityIds: ['north'] }
const town = (id: string, agencyId: string) => ({ id, agencyId }) as Municipality
const municipalities = [town('north', 'office-north'), town('south', 'office-south')]
const user = (role: User['role'], agencyId: string | null, everywhere = false) => ({ role, agencyId, everywhere })
const laboratory = { kind: 'laboratory' } as Agency

it.each([
  ['whose works it is', user('utility', 'water'), true],
  ['who digs it', user('contractor', 'builder'), true],
  ['another agency', user('utility', 'power'), false],
  ['the office of its ground', user('planner', 'office-north'), true],
  ['inspectors of its ground', user('inspector', 'office-north'), true],
  ['an office of other ground', user('planner', 'office-south'), false],
  ['inspectors of other ground', user('inspector', 'office-south'), false],
  ['an office of no ground', user('planner', null), false],
  ['the root authority', user('planner', 'root', true), true],
  ['a visitor', null, false],
] as const)('%s', (_who, asks, isTold) => {
  expect(isToldPlan(works, asks, { agency: undefined, municipalities })).toBe(isTold)
})

it('and laboratories, which have to know what to sample', () => {
  expect(isToldPlan(works, user('consultant', 'lab'), { agency: laboratory, municipalities })).toBe(true)
})
