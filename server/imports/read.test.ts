import { expect, it } from 'vitest'
import { isStorable } from './read.ts'

const named = (name: unknown) => ({ type: 'Feature', properties: { deep: [{ name }] } })

it.each([
  ['Arabic', named('شارع قباء')],
  ['a pair of surrogates', named('\u{1F6A7}')],
  ['the letters of an escape that is none', JSON.parse('{"path":"C:\\\\u0000 and \\\\ud800"}')],
  ['numbers, nothing and lists', named([1, null, true, [[46.7, 24.7]]])],
])('a database holds %s', (_name, value) => expect(isStorable(value)).toBe(true))

it.each([
  ['NUL', named('a\u0000b')],
  ['half of a pair of surrogates', named('a\ud800')],
  ['NUL in the name of a member', { properties: { 'a\u0000': 1 } }],
])('no database holds %s', (_name, value) => expect(isStorable(value)).toBe(false))
