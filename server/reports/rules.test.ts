import { expect, it } from 'vitest'
import { reportStatuses } from './contract.ts'
import { isOpen } from './rules.ts'

it('is open until it is solved, turned down or found to be another', () => {
  expect(reportStatuses.filter(isOpen)).toEqual(['received', 'routed', 'in_progress', 'disputed'])
  expect(reportStatuses.filter((status) => !isOpen(status))).toEqual(['solved', 'confirmed', 'rejected', 'duplicate'])
})
