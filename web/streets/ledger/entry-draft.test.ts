import { describe, expect, it } from 'vitest'
import { begunEntry, entryOf, metresOf, unreadIn } from './entry-draft.ts'

const whole = { ...begunEntry('2026-11-24'), code: ' A-7 ', title: 'Old main', fromMetres: '12,5', toMetres: '٤٠' }

describe('what is typed of something dug before', () => {
  it.each([
    ['12.5', 12.5],
    ['12,5', 12.5],
    ['٤٠', 40],
    ['١٢٫٥', 12.5],
    ['0', 0],
    ['', null],
    ['-1', null],
    ['about 12', null],
  ])('reads %j as metres', (typed, metres) => expect(metresOf(typed)).toBe(metres))

  it('says what cannot be read yet', () => {
    expect([...unreadIn(begunEntry('2026-11-24'))]).toEqual(['code', 'title', 'fromMetres', 'toMetres'])
    expect([...unreadIn({ ...whole, title: 'ab', trenchDepthMetres: 'deep' })]).toEqual(['title', 'trenchDepthMetres'])
    expect([...unreadIn(whole)]).toEqual([])
  })

  it('sends what is known and nothing else', () => {
    const days = { openedOn: '2026-11-24', closedOn: '2026-11-24' }
    const sent = { code: 'A-7', title: 'Old main', kind: 'cut', ...days, side: 'middle', utility: 'other' }
    expect(entryOf(whole)).toEqual({ ...sent, fromMetres: 12.5, toMetres: 40 })
    // the middle of a street is not beside it
    expect(entryOf({ ...whole, offsetMetres: '4' })).not.toHaveProperty('offsetMetres')
    expect(entryOf({ ...whole, side: 'north', offsetMetres: '4', hasGuarantee: true })).toMatchObject({
      offsetMetres: 4,
      guaranteeUntil: '2026-11-24',
    })
  })
})
