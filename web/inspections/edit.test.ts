import { describe, expect, it } from 'vitest'
import { blankItem, incompleteIn, isComplete, moved, replaced } from './edit.ts'

describe('editing a list', () => {
  it.each([
    ['replaces', replaced(['a', 'b', 'c'], 1, 'x'), ['a', 'x', 'c']],
    ['removes', replaced(['a', 'b', 'c'], 1, null), ['a', 'c']],
    ['moves up', moved(['a', 'b', 'c'], 1, -1), ['b', 'a', 'c']],
    ['moves down', moved(['a', 'b', 'c'], 1, 1), ['a', 'c', 'b']],
    ['keeps the first where it is', moved(['a', 'b'], 0, -1), ['a', 'b']],
    ['keeps the last where it is', moved(['a', 'b'], 1, 1), ['a', 'b']],
  ])('%s', (_what, list, expected) => expect(list).toEqual(expected))
})

describe('an item', () => {
  const text = { ar: 'اللوحات', en: 'Signs' }
  const whole = { ...blankItem, code: 'signs', text, reasons: [{ code: 'missing', text }] }
  it.each([
    ['is whole with its words, its code and a reason', whole, true],
    ['is not without a reason', { ...whole, reasons: [] }, false],
    ['is not in one language', { ...whole, text: { ar: 'اللوحات', en: ' ' } }, false],
    ['is not with a code of other letters', { ...whole, code: 'لوحات' }, false],
    ['is not with a reason that has no code', { ...whole, reasons: [{ code: '', text }] }, false],
  ])('%s', (_what, item, complete) => expect(isComplete(item)).toBe(complete))

  it('is named by its place where something of it is missing', () => {
    expect(incompleteIn([whole, blankItem, whole, { ...whole, reasons: [] }])).toEqual([1, 3])
    expect(incompleteIn([whole])).toEqual([])
  })
})
