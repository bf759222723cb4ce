import { expect, it } from 'vitest'
import { importedStatuses } from '../../server/imports/contract.ts'
import { ar } from '../i18n/ar.ts'
import { choicesOf } from './choices.ts'

it('offers the values that the server takes, each with its words', () => {
  expect(choicesOf('status')?.map(({ value }) => value)).toEqual([...importedStatuses])
  expect(choicesOf('title')).toBeNull()
  for (const field of ['category', 'utility', 'status', 'method', 'trafficImpact', 'streetClass'])
    for (const { message } of choicesOf(field) ?? []) expect(ar).toHaveProperty([message])
})
