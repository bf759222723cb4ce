// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { isWriting } from './enter.ts'

const focused = (html: string) => {
  document.body.innerHTML = html
  return document.body.firstElementChild
}

describe('where something is written', () => {
  it.each([
    ['<textarea></textarea>', true],
    ['<input type="text">', true],
    ['<input>', true],
    ['<input type="checkbox">', false],
    ['<input type="radio">', false],
    ['<button></button>', false],
  ])('%s: %s', (html, expected) => expect(isWriting(focused(html))).toBe(expected))

  it('is nowhere without a focus', () => expect(isWriting(null)).toBe(false))
})
