import { afterEach, describe, expect, it } from 'vitest'
import { changeDisplay } from '../settings/display.ts'
import {
  ago,
  dayOfMonth,
  fullDay,
  moment,
  moments,
  monthName,
  monthTick,
  number,
  otherDay,
  readNumber,
  readTypedDay,
  readTypedTime,
  sentenceDigits,
  shortDay,
  typedDay,
  typedTime,
  yearName,
} from './format.ts'

afterEach(() => changeDisplay({ calendar: 'gregorian', digits: 'latin' }))

describe('days in two calendars', () => {
  it('are written with Latin digits in both languages', () => {
    expect(fullDay('2026-12-06', 'ar')).toBe('6 ديسمبر 2026')
    expect(fullDay('2026-12-06', 'en')).toBe('6 December 2026')
    expect(otherDay('2026-12-06', 'ar')).toMatch(/^26 جمادى الآخرة 1448/)
    expect(otherDay('2026-12-06', 'en')).toMatch(/26 Jumada II 1448/)
  })

  it('leave the year out where it is this one', () => {
    expect(shortDay('2026-12-06', 'en', '2026-11-23')).toBe('6 Dec')
    expect(shortDay('2027-12-06', 'en', '2026-11-23')).toBe('6 Dec 2027')
  })
})

describe('moments', () => {
  const [seven, eight, nextDay] = ['2026-11-27T04:48:00Z', '2026-11-27T05:08:00Z', '2026-11-28T05:08:00Z'] as const
  const riyadh = 'Asia/Riyadh'

  it('name their month, and keep the hour with its half of the day', () => {
    expect(moment(eight, 'ar', riyadh)).toBe('27 نوفمبر 2026، 8:08\u00a0ص')
    expect(moment(eight, 'en', riyadh)).toBe('27 Nov 2026, 08:08')
  })

  it('of one day say the day once', () => {
    expect(moments(seven, eight, 'ar', riyadh).replaceAll(/[\u2009\u202f]/g, '')).toBe(
      '27 نوفمبر 2026، 7:48–8:08\u00a0ص',
    )
    expect(moments(seven, nextDay, 'en', riyadh)).toMatch(/^27 Nov 2026, 07:48.*28 Nov 2026, 08:08$/)
  })
})

describe('typed times', () => {
  it.each([
    ['16:30', '16:30'],
    ['9:05', '09:05'],
    ['٠٧:٤٥', '07:45'],
    ['0.15', '00:15'],
    ['24:00', null],
    ['7', null],
    ['12:60', null],
    ['', null],
  ])('%j is %j', (text, time) => expect(readTypedTime(text)).toBe(time))

  it('are written in the reader’s digits', () => {
    changeDisplay({ calendar: 'hijri', digits: 'arabic' })
    expect(typedTime('16:30')).toBe('١٦:٣٠')
    expect(readTypedTime(typedTime('16:30'))).toBe('16:30')
  })
})

describe('typed days', () => {
  it.each([
    ['23/11/2026', '2026-11-23'],
    ['3-1-2027', '2027-01-03'],
    ['2026-11-23', '2026-11-23'],
    ['٢٣/١١/٢٠٢٦', '2026-11-23'],
    [' 23.11.2026 ', '2026-11-23'],
    ['٢٦/٦/١٤٤٨', '2026-12-06'],
    ['1448-06-26', '2026-12-06'],
    ['30/06/1448', null],
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

describe('for a reader who goes by the Hijri calendar', () => {
  it('that calendar is the main one', () => {
    changeDisplay({ calendar: 'hijri' })
    expect(fullDay('2026-12-06', 'ar')).toMatch(/^26 جمادى الآخرة 1448/)
    expect(otherDay('2026-12-06', 'ar')).toBe('6 ديسمبر 2026')
    expect(shortDay('2026-12-06', 'en', '2026-11-23')).toMatch(/^26 Jum/)
    expect(shortDay('2026-12-06', 'en', '2026-11-23')).not.toMatch(/1448/)
    expect(shortDay('2026-12-06', 'en', '2026-05-01')).toMatch(/1448/)
    expect(monthTick('2026-06-16', 'en')).toMatch(/1448/)
    expect(typedDay('2026-12-06')).toBe('26/06/1448')
    expect(monthName('2026-12-06', 'ar', { year: 'numeric' })).toMatch(/^جمادى الآخرة 1448/)
    expect(yearName('2026-12-06', 'en')).toMatch(/1448/)
    expect(dayOfMonth('2026-12-06', 'en')).toBe('26')
    expect(readTypedDay(typedDay('2026-12-06'))).toBe('2026-12-06')
  })
})

describe('for a reader of Arabic digits', () => {
  it('days, numbers and sentences are written with them', () => {
    changeDisplay({ digits: 'arabic' })
    expect(fullDay('2026-12-06', 'ar')).toBe('٦ ديسمبر ٢٠٢٦')
    expect(fullDay('2026-12-06', 'en')).toBe('٦ December ٢٠٢٦')
    expect(monthName('2026-12-06', 'ar', { year: 'numeric' })).toBe('ديسمبر ٢٠٢٦')
    expect(yearName('2026-12-06', 'en')).toMatch(/^٢٠٢٦/)
    expect(dayOfMonth('2026-12-06', 'en')).toBe('٦')
    expect(number(214_500, 'ar')).toBe('٢١٤٬٥٠٠')
    expect(typedDay('2026-12-06')).toBe('٠٦/١٢/٢٠٢٦')
    expect(readTypedDay(typedDay('2026-12-06'))).toBe('2026-12-06')
    expect(ago('2026-11-21T05:00:00Z', new Date('2026-11-24T06:00:00Z'), 'ar')).toBe('قبل ٣ أيام')
    expect(sentenceDigits('يتقاطعان 286.5 م في 9 أيام')).toBe('يتقاطعان ٢٨٦٫٥ م في ٩ أيام')
  })

  it('identifiers keep theirs', () => {
    changeDisplay({ digits: 'arabic' })
    for (const id of ['NKH-E-2026-0001', '2026/118', 'WGS84', '11kV', 'a7@demo.example', '+966 5'])
      expect(sentenceDigits(id).slice(0, 4)).toBe(id.slice(0, 4))
    expect(sentenceDigits('العمل RUH-2026-0001234 في 3 أيام')).toBe('العمل RUH-2026-0001234 في ٣ أيام')
  })

  it.each([
    'المكان 24.71234, 46.67512 خارج المدينة',
    '24.7,46.6',
    '-33.8، 151.2',
    '46.6751234',
    'القيمة «12,5» ليست رقمًا',
    'no number: "2026.5"',
  ])('what is copied keeps its own: %s', (text) => {
    changeDisplay({ digits: 'arabic' })
    expect(sentenceDigits(text)).toBe(text)
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

describe('a number as it is typed', () => {
  it.each([
    ['1,000', 1000],
    ['1,234,567.5', 1_234_567.5],
    ['١٬٠٠٠', 1000],
    ['٥٠٠', 500],
    ['١٢٫٥', 12.5],
    ['1.5', 1.5],
    ['1,5', 1.5],
    [' 40 ', 40],
    ['1,00,0', null],
    ['1.000.000', null],
    ['12 m', null],
    ['-3', null],
    ['', null],
  ])('%j', (text, value) => expect(readNumber(text)).toBe(value))
})
