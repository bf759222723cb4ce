import { expect, it } from 'vitest'
import { recordsSamples } from './may-record.ts'

it.each([
  ['a laboratory', { role: 'consultant' }, { kind: 'laboratory' }, true],
  ['a consultant that is none', { role: 'consultant' }, { kind: 'consultant' }, false],
  ['a consultant of whom nothing is known yet', { role: 'consultant' }, undefined, false],
  ['an office', { role: 'planner' }, { kind: 'municipality' }, true],
  ['an inspector', { role: 'inspector' }, { kind: 'municipality' }, false],
  ['whose works it is', { role: 'utility' }, { kind: 'utility' }, false],
  ['a visitor', null, undefined, false],
] as const)('samples are recorded by %s: as the service has it', (_who, user, agency, may) => {
  expect(recordsSamples(user, agency)).toBe(may)
})
