import { expect, it } from 'vitest'
import { importKinds } from '../../server/imports/contract.ts'
import { importsForAll, kindsFor } from './by-office.ts'

it.each([
  ['the root authority’s planner', { role: 'planner', everywhere: true }, true],
  ['the root authority’s administrator', { role: 'admin', everywhere: true }, true],
  ['a municipality’s planner', { role: 'planner', everywhere: false }, false],
  ['a utility', { role: 'utility', everywhere: false }, false],
  ['nobody', null, false],
] as const)('%s', (_who, user, expected) => expect(importsForAll(user)).toBe(expected))

it('offers what is one’s own, and to the root authority all; networks only to those who work for an agency', () => {
  const works = { role: 'utility', everywhere: false, agencyId: '1' } as const
  expect(kindsFor(works)).toEqual(['works', 'assets'])
  expect(kindsFor({ ...works, agencyId: null })).toEqual(['works'])
  expect(kindsFor({ role: 'planner', everywhere: true, agencyId: '1' })).toEqual([...importKinds])
})
