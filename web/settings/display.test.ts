import { expect, it } from 'vitest'
import { readDisplay } from './display.ts'
import { themeOf } from './theme.ts'

const usual = { language: 'ar', calendar: 'gregorian', digits: 'latin', appearance: 'device' }

it.each([null, '', 'null', '7', '{', '{"calendar":"julian","digits":3}'])('reads %s as usual', (kept) => {
  expect(readDisplay(kept)).toEqual(usual)
})

it('reads what was kept', () => {
  expect(readDisplay('{"calendar":"hijri","appearance":"dark"}')).toEqual({
    ...usual,
    calendar: 'hijri',
    appearance: 'dark',
  })
})

it('goes by the device where the reader has not chosen', () => {
  expect([themeOf('device', true), themeOf('device', false)]).toEqual(['dark', 'light'])
  expect([themeOf('light', true), themeOf('dark', false)]).toEqual(['light', 'dark'])
})
