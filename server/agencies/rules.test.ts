import { expect, it } from 'vitest'
import { roles } from './contract.ts'
import { isOffice } from './rules.ts'

it('the office are planner and admin, and nobody else', () => {
  expect(roles.filter(isOffice)).toEqual(['planner', 'admin'])
  expect(isOffice(null)).toBe(false)
  expect(isOffice(undefined)).toBe(false)
})
