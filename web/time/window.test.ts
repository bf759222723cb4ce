import { describe, expect, it } from 'vitest'
import {
  dayAtShare,
  domainOf,
  following,
  monthTicks,
  moveHandle,
  presetOf,
  presetWindow,
  reaching,
  shareOf,
  weekLater,
  windowOf,
} from './window.ts'

const today = '2026-11-24'
const fortnight = { start: '2026-11-24', end: '2026-12-07' }

describe('presets', () => {
  it.each([
    ['today', { start: today, end: today }],
    ['fortnight', fortnight],
    ['quarter', { start: today, end: '2027-02-23' }],
    ['year', { start: today, end: '2027-11-23' }],
    ['all', { start: '2023-11-24', end: '2029-11-24' }],
  ] as const)('%s', (preset, expected) => {
    expect(presetWindow(preset, today)).toEqual(expected)
    expect(presetOf(expected, today)).toBe(preset)
  })

  it('knows a window that is none of them', () => {
    expect(presetOf({ start: today, end: '2026-12-08' }, today)).toBeNull()
  })
})

describe('the window of an address', () => {
  it.each([
    [{}, fortnight],
    [{ from: '2027-01-01' }, { start: '2027-01-01', end: '2027-01-14' }],
    [{ to: '2026-11-01' }, { start: '2026-11-01', end: '2026-11-01' }],
    [{ to: '2026-12-31' }, { start: today, end: '2026-12-31' }],
    [
      { from: '2026-12-01', to: '2026-12-31' },
      { start: '2026-12-01', end: '2026-12-31' },
    ],
  ])('%j', (address, expected) => {
    expect(windowOf(address, today)).toEqual(expected)
  })
})

describe('handles', () => {
  it('never cross', () => {
    expect(moveHandle(fortnight, 'start', '2026-12-20')).toEqual({ start: '2026-12-07', end: '2026-12-07' })
    expect(moveHandle(fortnight, 'end', '2026-11-01')).toEqual({ start: '2026-11-24', end: '2026-11-24' })
  })

  it('keep the length when both move', () => {
    expect(moveHandle(fortnight, 'both', '2027-01-01')).toEqual({ start: '2027-01-01', end: '2027-01-14' })
  })

  it('widen for a period and never narrow', () => {
    expect(reaching(fortnight, { start: '2026-12-01', end: '2027-01-10' })).toEqual({ start: today, end: '2027-01-10' })
    expect(reaching(fortnight, { start: '2026-11-26', end: '2026-11-27' })).toEqual(fortnight)
  })
})

describe('the bar', () => {
  const domain = domainOf(fortnight, today)

  it('reaches half a year back and a year ahead, and further for a window outside', () => {
    expect(domain).toEqual({ start: '2026-05-26', end: '2027-11-25' })
    expect(domainOf({ start: '2025-01-15', end: '2028-01-01' }, today)).toEqual({
      start: '2025-01-01',
      end: '2028-01-15',
    })
  })

  it('finds the day that it placed', () => {
    for (const day of ['2026-05-26', today, '2027-11-24']) expect(dayAtShare(shareOf(day, domain), domain)).toBe(day)
    expect(dayAtShare(-1, domain)).toBe(domain.start)
    expect(dayAtShare(2, domain)).toBe(domain.end)
  })

  it('names months evenly and not more than it has room for', () => {
    expect(monthTicks(domain, 9)).toEqual([
      '2026-07-01',
      '2026-09-01',
      '2026-11-01',
      '2027-01-01',
      '2027-03-01',
      '2027-05-01',
      '2027-07-01',
      '2027-09-01',
    ])
    expect(monthTicks({ start: '2026-05-20', end: '2026-10-20' }, 9, 'hijri')).toEqual([
      '2026-06-16',
      '2026-07-15',
      '2026-08-14',
      '2026-09-12',
    ])
    expect(monthTicks({ start: '2023-11-10', end: '2029-12-08' }, 9).length).toBeLessThanOrEqual(9)
  })
})

describe('following', () => {
  it.each([
    ['what lies within stays', { start: '2026-11-26', end: '2026-11-30' }, fortnight],
    ['what begins soon widens', { start: '2026-12-10', end: '2026-12-14' }, { start: '2026-11-24', end: '2026-12-14' }],
    ['what is far moves', { start: '2028-03-08', end: '2028-03-12' }, { start: '2028-03-01', end: '2028-03-19' }],
  ])('%s', (_, period, expected) => expect(following(fortnight, period)).toEqual(expected))
})

describe('playing', () => {
  const domain = { start: '2026-05-25', end: '2026-12-31' }
  it.each([
    [
      { start: '2026-11-23', end: '2026-12-06' },
      { start: '2026-11-30', end: '2026-12-13' },
    ],
    [
      { start: '2026-12-16', end: '2026-12-29' },
      { start: '2026-12-18', end: '2026-12-31' },
    ],
    [{ start: '2026-12-18', end: '2026-12-31' }, null],
  ])('a week on from %o', (window, expected) => {
    expect(weekLater(window, domain)).toEqual(expected)
  })
})
