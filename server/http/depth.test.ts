import { describe, expect, it } from 'vitest'
import { deepest, isTooDeep } from './depth.ts'

const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('isTooDeep', () => {
  it.each([
    ['nothing', '', false],
    ['as deep as it may be', lists(deepest), false],
    ['a level more', lists(deepest + 1), true],
    ['objects and lists', `${'{"a":['.repeat(33)}`, true],
    ['far too deep', lists(500_000), true],
    ['many beside each other', `[${'[],'.repeat(1000)}[]]`, false],
    ['brackets in a text', JSON.stringify({ note: '['.repeat(100) }), false],
    ['brackets after a quotation mark in a text', JSON.stringify({ note: `"${'['.repeat(100)}` }), false],
    ['brackets after a backslash at the end of a text', `{"note":"\\\\","more":${lists(70)}}`, true],
  ])('%s', (_what, text, expected) => {
    expect(isTooDeep(text)).toBe(expected)
  })
})
