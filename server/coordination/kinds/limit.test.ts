import { expect, it } from 'vitest'
import { pack } from '../../../testing/database.ts'
import { noStricter } from './limit.ts'

const both = ['limit-duration', 'limit-lead-time']

it.each([
  ['the same', ['planned', 'local'], ['planned', 'local'], both],
  ['a project to works of fewer days and some notice', ['future_project', 'local'], ['planned', 'local'], []],
  ['works to those of more days', ['planned', 'local'], ['road_works', 'local'], both],
  ['a street to a highway', ['planned', 'local'], ['planned', 'highway'], ['limit-lead-time']],
  ['a highway to a street nobody knows', ['planned', 'highway'], ['planned', null], both],
] as const)('the limits of %s', (_what, [a, from], [b, to], rules) =>
  expect(noStricter({ category: a, roadClass: from }, { category: b, roadClass: to }, pack)).toEqual(rules),
)
