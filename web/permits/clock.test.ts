import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { describe, expect, it } from 'vitest'
import { arPermits } from '../i18n/ar-permits.ts'
import { enPermits } from '../i18n/en-permits.ts'
import { plainLocale } from '../i18n/format.ts'
import { clockOf, urgencyOf } from './clock.ts'

const now = Date.parse('2026-11-26T09:00:00Z')

describe('the clock of what is due', () => {
  it.each([
    ['2026-11-29T09:00:00Z', false, 'days', 3],
    ['2026-11-28T09:00:00Z', false, 'days', 2],
    ['2026-11-28T08:59:59Z', false, 'hours', 47],
    ['2026-11-26T10:00:00Z', false, 'hours', 1],
    ['2026-11-26T09:59:59Z', false, 'minutes', 59],
    ['2026-11-26T09:00:30Z', false, 'minutes', 0],
    ['2026-11-26T09:00:00Z', true, 'minutes', 0],
    ['2026-11-26T08:30:00Z', true, 'minutes', 30],
    ['2026-11-25T09:00:00Z', true, 'hours', 24],
    ['2026-11-20T09:00:00Z', true, 'days', 6],
  ])('%s: late %s, in %s %i', (dueAt, isLate, unit, count) => {
    expect(clockOf(dueAt, now)).toEqual({ isLate, unit, count })
  })

  it.each([
    ['2026-11-26T09:00:00Z', 'late'],
    ['2026-11-26T17:00:00Z', 'soon'],
    ['2026-11-26T17:00:01Z', 'ample'],
  ])('%s is %s', (dueAt, urgency) => {
    expect(urgencyOf(dueAt, now)).toBe(urgency)
  })
})

describe('what the clock says', () => {
  const i18n = setupI18n()
  i18n.setMessagesCompiler(compileMessage)
  i18n.load({ ar: arPermits, en: enPermits })
  const said = (language: 'ar' | 'en', dueAt: string) => {
    i18n.activate(language, plainLocale(language))
    const { isLate, unit, count } = clockOf(dueAt, now)
    return i18n._(`clock.${isLate ? 'late' : 'left'}.${unit}`, { count })
  }

  it.each([
    ['2026-11-28T09:00:00Z', 'بقي يومان', '2 days left'],
    ['2026-11-29T09:00:00Z', 'بقيت 3 أيام', '3 days left'],
    ['2026-12-07T09:00:00Z', 'بقي 11 يومًا', '11 days left'],
    ['2026-11-26T10:30:00Z', 'بقيت ساعة', '1 hour left'],
    ['2026-11-26T11:00:00Z', 'بقيت ساعتان', '2 hours left'],
    ['2026-11-26T09:45:00Z', 'بقيت 45 دقيقة', '45 minutes left'],
    ['2026-11-26T15:00:00Z', 'بقيت 6 ساعات', '6 hours left'],
    ['2026-11-26T09:00:00Z', 'حان موعده', 'due now'],
    ['2026-11-26T07:00:00Z', 'متأخر ساعتين', '2 hours late'],
    ['2026-11-20T09:00:00Z', 'متأخر 6 أيام', '6 days late'],
  ])('%s', (dueAt, arabic, english) => {
    expect([said('ar', dueAt), said('en', dueAt)]).toEqual([arabic, english])
  })
})
