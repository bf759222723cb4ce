import { describe, expect, it } from 'vitest'
import { noticeKinds } from './contract.ts'
import { sayNotices } from './messages.ts'
import { digestDue, ladders, nextTry, pathOf } from './rules.ts'
import { said } from './said.ts'

const now = new Date('2026-11-24T06:00:00Z')

describe('the ladders', () => {
  it.each([
    ['webhook', 1, 0.5, '2026-11-24T06:00:05.000Z'],
    ['webhook', 1, 0, '2026-11-24T06:00:04.500Z'],
    ['webhook', 1, 1, '2026-11-24T06:00:05.500Z'],
    ['webhook', 9, 0.5, '2026-11-25T06:00:00.000Z'],
    ['webhook', 10, 0.5, null],
    ['mail', 1, 0.5, '2026-11-24T06:01:00.000Z'],
    ['mail', 8, 0.5, null],
    ['happening', 6, 0.5, null],
  ] as const)('%s after %i failures, by chance %d: %s', (ladder, failures, chance, expected) =>
    expect(nextTry(ladder, failures, now, chance)?.toISOString() ?? null).toBe(expected),
  )

  it('of webhooks is the one that Standard Webhooks publishes', () =>
    expect(ladders.webhook.map((pause) => pause / 1000)).toEqual([
      5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]))
})

describe('a digest is due', () => {
  it.each([
    ['2026-11-24', 7, 'Asia/Riyadh', '2026-11-24T04:00:00.000Z'],
    ['2026-11-24', 0, 'Asia/Riyadh', '2026-11-23T21:00:00.000Z'],
    ['2026-11-24', 23, 'UTC', '2026-11-24T23:00:00.000Z'],
    // the days on which the clocks go forward and back
    ['2026-03-29', 7, 'Europe/Brussels', '2026-03-29T05:00:00.000Z'],
    ['2026-10-25', 7, 'Europe/Brussels', '2026-10-25T06:00:00.000Z'],
  ])('on %s at %i o’clock in %s: %s', (day, hour, zone, expected) =>
    expect(digestDue(day, hour, zone).toISOString()).toBe(expected),
  )
})

it.each([
  ['works', '/works?sel=x'],
  ['agency', '/conflicts?agency=x'],
  ['case', '/cases?sel=x'],
  ['call', '/dig-once?tab=calls&sel=x'],
  ['ban', '/office/bans'],
] as const)('the page of a %s is %s', (type, path) => expect(pathOf({ type, id: 'x' })).toBe(path))

describe('a notice in words', () => {
  const about = {
    number: 'KSA-2026-0000001',
    title: 'أنبوب',
    agency: { ar: 'المياه', en: 'Water' },
    other: { ar: 'الكهرباء', en: 'Power' },
    otherNumber: 'KSA-2026-0000002',
    due: '2026-11-26T13:30:00.000Z',
    reason: 'سبب',
    permit: 'KSA-P-2026-0000001',
    days: 2,
    end: '2026-11-26',
    count: 3,
    since: '2026-11-20',
  }

  it('has all its words in both languages, and every value that they name', () => {
    for (const kind of noticeKinds)
      for (const language of ['ar', 'en'] as const) {
        const { title, text } = said({ kind, about }, language, 'Asia/Riyadh')
        expect(`${title} ${text} ${sayNotices(`${kind}.name`)(language)}`, kind).not.toMatch(
          /[{}]|undefined|\.text|\.title/,
        )
      }
  })

  it.each([
    ['conflict_appeared', 3, '3 works conflict with your works KSA-2026-0000001, among them KSA-2026-0000002 (Power).'],
    ['conflicts_many', 6, 'The conflicts of 6 of your works changed at once.'],
  ] as const)('%s of %i', (kind, count, text) =>
    expect(said({ kind, about: { ...about, count } }, 'en', 'UTC').text).toBe(text),
  )

  it('tells an instant by the clocks of the city', () =>
    expect(said({ kind: 'answer_due', about }, 'en', 'Asia/Riyadh').text).toContain('due by 2026-11-26 16:30.'))
})
