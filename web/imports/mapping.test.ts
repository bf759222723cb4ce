import { expect, it } from 'vitest'
import { withColumn, withValue } from './mapping.ts'

const fields = { title: { from: 'label' }, status: { from: 'stand', values: { geplant: 'planned' } } }

it('takes a field from another column, and forgets what the values of the old one meant', () => {
  expect(withColumn(fields, 'status', 'state')).toEqual({ title: { from: 'label' }, status: { from: 'state' } })
  expect(withColumn(fields, 'status', 'stand')).toEqual(fields)
  expect(withColumn(fields, 'status', '')).toEqual({ title: { from: 'label' } })
})

it('says what a value means, and takes it back', () => {
  const both = { from: 'stand', values: { geplant: 'planned', entwurf: 'draft' } }
  expect(withValue(fields, 'status', ['entwurf', 'draft']).status).toEqual(both)
  expect(withValue(fields, 'status', ['geplant', 'draft']).status).toEqual({
    from: 'stand',
    values: { geplant: 'draft' },
  })
  expect(withValue(fields, 'status', ['geplant', '']).status).toEqual({ from: 'stand' })
  expect(withValue(fields, 'method', ['x', 'open_cut'])).toBe(fields)
})
