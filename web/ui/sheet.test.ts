import { expect, it } from 'vitest'
import { keyedStop, nextStop, stopNear } from './sheet.ts'

it.each([
  [20, 'peek'],
  [190, 'peek'],
  [230, 'half'],
  [420, 'half'],
  [480, 'full'],
  [900, 'full'],
])('settles %d of 600 at %s', (height, expected) => {
  expect(stopNear(height, 600)).toBe(expected)
})

it('goes by keys and buttons, and no further than its ends', () => {
  expect(['ArrowUp', 'ArrowDown', 'Home', 'End', 'Tab'].map((key) => keyedStop(key, 'half'))).toEqual([
    'full',
    'peek',
    'peek',
    'full',
    null,
  ])
  expect([nextStop('full', 1), nextStop('peek', -1)]).toEqual(['full', 'peek'])
})
