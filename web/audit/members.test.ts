import { describe, expect, it } from 'vitest'
import { changesOf, mannerOf, wordId } from './members.ts'

describe('what an entry says', () => {
  it('is each member before and after, but for what only machines read', () => {
    const before = { title: 'Old', version: 1 }
    const after = { title: 'New', version: 2, description: null, method: 'open_cut' }
    expect(changesOf({ before, after })).toEqual([
      { member: 'title', before: 'Old', after: 'New' },
      { member: 'method', before: undefined, after: 'open_cut' },
    ])
  })

  it('tells what was taken away', () => {
    expect(changesOf({ before: { note: 'Here' }, after: { note: null } })).toHaveLength(1)
  })

  it.each([
    ['create', {}, { title: 'New' }, 'made'],
    ['remove', { title: 'Old' }, {}, 'removed'],
    ['change', { title: 'Old' }, { title: 'New' }, 'members'],
    ['revoke', { name: 'GIS' }, {}, 'details'],
    ['lock', {}, { lockedUntil: '2026-11-26T09:00:00Z' }, 'details'],
  ] as const)('of %s, from %j to %j: %s', (event, before, after, manner) =>
    expect(mannerOf({ event, before, after })).toBe(manner),
  )

  it('names the message of a word by whose member it is', () => {
    expect(wordId('works', 'status', 'planned')).toBe('status.planned')
    expect(wordId('report', 'status', 'received')).toBe('report.status.received')
    expect(wordId('case', 'before', 'open')).toBe('case.state.open')
    expect(wordId('works', 'title', 'planned')).toBe(null)
  })
})
