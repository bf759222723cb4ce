// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { isForDrawing } from './use-draw-keys.ts'

afterEach(() => document.body.replaceChildren())

it.each([
  ['<section class="map"><canvas data-here tabindex="0"></canvas></section>', true],
  ['<aside class="drawer"><h1 data-here tabindex="-1"></h1></aside>', true],
  ['<aside class="drawer"><input data-here /></aside>', false],
  ['<aside class="drawer"><select data-here></select></aside>', false],
  ['<div class="draw-bar"><button data-here></button></div>', true],
  ['<nav class="rail"><a data-here href="/"></a></nav>', false],
  ['<section class="time-bar"><button data-here role="slider"></button></section>', false],
  ['<div role="dialog"><div role="grid"><div data-here role="button" tabindex="0"></div></div></div>', false],
  ['<aside class="drawer"><dialog open><button data-here></button></dialog></aside>', false],
])('%s: %s', (html, expected) => {
  document.body.innerHTML = html
  expect(isForDrawing(document.querySelector('[data-here]'))).toBe(expected)
})

it('hears keys while nothing has the focus', () => expect(isForDrawing(document.body)).toBe(true))

it.each(['<section class="map"><canvas data-here tabindex="0"></canvas></section>', ''])(
  'hears none beneath a dialog: %s',
  (html) => {
    document.body.innerHTML = `${html}<dialog open></dialog>`
    expect(isForDrawing(document.querySelector('[data-here]') ?? document.body)).toBe(false)
  },
)
