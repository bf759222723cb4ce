import { describe, expect, it } from 'vitest'
import { beginMeasure, measureOf, moved } from './measure-draft.ts'

const january = { start: '2027-01-10', end: '2027-01-29' }
const march = { start: '2027-03-01', end: '2027-03-20' }
const works = [
  { id: 'a', period: january },
  { id: 'b', period: january },
]

describe('a measure that is drawn up', () => {
  const draft = beginMeasure(works, 'a')
  it('says nothing before a day is another', () => expect(measureOf(draft, works)).toBeNull())
  it('names the works that move, and only those', () =>
    expect(measureOf({ ...draft, periods: { a: march, b: january } }, works)).toEqual({
      kind: 'dates',
      changes: [{ worksId: 'a', period: march }],
    }))
  it('is none where it would end before it begins', () =>
    expect(measureOf({ ...draft, periods: { a: { start: '2027-03-01', end: '2027-02-01' } } }, works)).toBeNull())
  it('lets whoever caused it dig last, in the trench of the other', () => {
    expect(measureOf({ ...draft, kind: 'sequence' }, works)).toEqual({ kind: 'sequence', order: ['b', 'a'] })
    expect(measureOf({ ...draft, kind: 'shared_trench' }, works)).toEqual({
      kind: 'shared_trench',
      leadId: 'b',
      memberIds: ['a'],
    })
  })
  it('says nothing of another route before it is drawn, for whoever caused it first', () => {
    expect(measureOf({ ...draft, kind: 'reroute' }, works)).toBeNull()
    expect(draft.reroutedId).toBe('a')
  })
  it('accepts as it is, with conditions or without', () => {
    const conditions = [{ text: 'One crew at a time.' }]
    expect(measureOf({ ...draft, kind: 'as_is', conditions }, works)).toEqual({ kind: 'as_is', conditions })
  })
})

describe('the order of a sequence', () => {
  it.each([
    [['a', 'b', 'c'], 'b', -1, ['b', 'a', 'c']],
    [['a', 'b', 'c'], 'b', 1, ['a', 'c', 'b']],
    [['a', 'b'], 'a', -1, ['a', 'b']],
    [['a', 'b'], 'b', 1, ['a', 'b']],
    [['a', 'b'], 'x', 1, ['a', 'b']],
  ] as const)('%j: %s by %i', (order, id, by, next) => expect(moved(order, id, by)).toEqual(next))
})
