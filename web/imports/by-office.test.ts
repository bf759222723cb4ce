import { expect, it } from 'vitest'
import { importsForAll } from './by-office.ts'

it.each([
  ['the root authority’s planner', { role: 'planner', everywhere: true }, true],
  ['the root authority’s administrator', { role: 'admin', everywhere: true }, true],
  ['a municipality’s planner', { role: 'planner', everywhere: false }, false],
  ['a utility', { role: 'utility', everywhere: false }, false],
  ['nobody', null, false],
] as const)('%s', (_who, user, expected) => expect(importsForAll(user)).toBe(expected))
