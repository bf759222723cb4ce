import { describe, expect, it } from 'vitest'
import { emptyDraft } from '../permits/draft.ts'
import { beginMeasure, carriedOver, measureOf, moved } from './measure-draft.ts'

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
    const conditions = { ...emptyDraft, own: 'One crew at a time.' }
    expect(measureOf({ ...draft, kind: 'as_is', conditions }, works)).toEqual({
      kind: 'as_is',
      conditions: [{ text: 'One crew at a time.' }],
    })
  })
  it('does not move back a works that has moved since the draft was begun', () => {
    const since = [works[0] as (typeof works)[0], { id: 'b', period: march }]
    expect(measureOf(draft, since)).toBeNull()
    expect(measureOf({ ...draft, periods: { b: { end: '2027-03-25' } } }, since)).toEqual({
      kind: 'dates',
      changes: [{ worksId: 'b', period: { start: '2027-03-01', end: '2027-03-25' } }],
    })
  })
  it('is none while something that is no day stands where a day is typed, and is one of another kind', () => {
    const typing = { ...draft, periods: { a: march }, noDays: { b: { end: '2027-13-40' } } }
    expect(measureOf(typing, works)).toBeNull()
    expect(measureOf({ ...typing, kind: 'sequence' }, works)).not.toBeNull()
    expect(measureOf({ ...typing, noDays: { b: { end: undefined } } }, works)).not.toBeNull()
  })
})

describe('a measure that is gone on with', () => {
  const c = { id: 'c', period: march }
  const conditions = { ...emptyDraft, own: 'One crew at a time.' }
  const draft = { ...beginMeasure([...works, c], 'a'), periods: { b: march }, leadId: 'c', reroutedId: 'b', conditions }

  it('stays as it is over the same works', () => expect(carriedOver(draft, [...works, c], 'a')).toEqual(draft))
  it('takes in what has joined, before whoever caused it where that is last, and keeps what is written', () => {
    const d = { id: 'd', period: march }
    expect(carriedOver(draft, [...works, c, d], 'a')).toEqual({ ...draft, order: ['b', 'c', 'd', 'a'] })
    const first = { ...draft, order: ['a', 'b', 'c'] }
    expect(carriedOver(first, [...works, c, d], 'a')).toEqual({ ...first, order: ['a', 'b', 'c', 'd'] })
  })
  it('drops what has left, also as the one that leads or is laid elsewhere', () => {
    expect(carriedOver(draft, works, 'a')).toEqual({ ...draft, order: ['b', 'a'], leadId: 'b' })
    const [a] = works as [(typeof works)[0]]
    expect(carriedOver(draft, [a, c], 'a')).toEqual({ ...draft, order: ['c', 'a'], reroutedId: 'a' })
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
