import { describe, expect, it } from 'vitest'
import { ago, gregorian, hijri, number, readTypedDay, shortDay, typedDay } from './format.ts'

describe('days in two calendars', () => {
  it('are written with Latin digits in both languages', () => {
    expect(gregorian('2026-12-06', 'ar')).toBe('6 ديسمبر 2026')
    expect(gregorian('2026-12-06', 'en')).toBe('6 December 2026')
    expect(hijri('2026-12-06', 'ar')).toMatch(/^26 جمادى الآخرة 1448/)
    expect(hijri('2026-12-06', 'en')).toMatch(/26 Jumada II 1448/)
  })

  it('leave the year out where it is this one', () => {
    expect(shortDay('2026-12-06', 'en', '2026')).toBe('6 Dec')
    expect(shortDay('2027-12-06', 'en', '2026')).toBe('6 Dec 2027')
  })
})

describe('typed days', () => {
  it.each([
    ['23/11/2026', '2026-11-23'],
    ['3-1-2027', '2027-01-03'],
    ['2026-11-23', '2026-11-23'],
    ['٢٣/١١/٢٠٢٦', '2026-11-23'],
    [' 23.11.2026 ', '2026-11-23'],
    ['31/02/2026', null],
    ['29/02/2028', '2028-02-29'],
    ['11/23/2026', null],
    ['tomorrow', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(readTypedDay(text)).toBe(expected)
  })

  it('are shown as they are typed', () => {
    expect(readTypedDay(typedDay('2026-11-23'))).toBe('2026-11-23')
  })
})

it('groups digits the same way in both languages', () => {
  expect(number(214_500.4, 'ar')).toBe('214,500')
  expect(number(214_500.4, 'en')).toBe('214,500')
})

it.each([
  ['2026-11-24T05:59:50Z', 'هذه الدقيقة', 'this minute'],
  ['2026-11-24T05:13:00Z', 'قبل 47 دقيقة', '47 minutes ago'],
  ['2026-11-24T04:00:00Z', 'قبل ساعتين', '2 hours ago'],
  ['2026-11-21T05:00:00Z', 'قبل 3 أيام', '3 days ago'],
  ['2026-09-01T05:00:00Z', 'قبل شهرين', '2 months ago'],
  ['2024-11-01T05:00:00Z', 'قبل سنتين', '2 years ago'],
  ['2026-11-24T07:00:00Z', 'هذه الدقيقة', 'this minute'],
])('says how long ago %s was', (at, arabic, english) => {
  const now = new Date('2026-11-24T06:00:00Z')
  expect(ago(at, now, 'ar')).toBe(arabic)
  expect(ago(at, now, 'en')).toBe(english)
})
