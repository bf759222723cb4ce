import { expect, it } from 'vitest'
import { readNumber } from './numbers.ts'

it.each([
  ['1.5', false, 1.5],
  [' 1,5 ', false, 1.5],
  ['-0,25', false, -0.25],
  ['١٫٥', false, 1.5],
  ['۱٫۵', false, 1.5],
  ['١٬٢٥٠٫٥', false, 1250.5],
  ['12', true, 12],
  ['1,000', true, 1000],
  ['1,234,567', true, 1_234_567],
  ['١٬٠٠٠', true, 1000],
  ['1,5', true, Number.NaN],
  ['1,00', true, Number.NaN],
  ['wide', false, Number.NaN],
])('%s (whole: %s) is %d', (text, whole, number) => expect(readNumber(text, whole)).toBe(number))
