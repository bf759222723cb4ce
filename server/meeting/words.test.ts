import { expect, it } from 'vitest'
import { ar } from '../../web/i18n/ar.ts'
import { arAdministration } from '../../web/i18n/ar-administration.ts'
import { arCases } from '../../web/i18n/ar-cases.ts'
import { arOffice } from '../../web/i18n/ar-office.ts'
import { arPlanning } from '../../web/i18n/ar-planning.ts'
import { en } from '../../web/i18n/en.ts'
import { enAdministration } from '../../web/i18n/en-administration.ts'
import { enCases } from '../../web/i18n/en-cases.ts'
import { enOffice } from '../../web/i18n/en-office.ts'
import { enPlanning } from '../../web/i18n/en-planning.ts'
import { speaker } from '../language/speak.ts'
import { sayMeeting } from './messages.ts'
import * as words from './words.ts'

const shown: Record<'ar' | 'en', Record<string, string>> = {
  ar: { ...ar, ...arAdministration, ...arCases, ...arOffice, ...arPlanning },
  en: { ...en, ...enAdministration, ...enCases, ...enOffice, ...enPlanning },
}
/** Under what the pages keep each list of words. */
const kinds: Record<keyof typeof words, string> = {
  statusWords: 'status',
  findingWords: 'finding',
  severityWords: 'severity',
  caseStateWords: 'case.state',
  measureWords: 'case.measure',
  conflictStateWords: 'explorer.state',
  constraintWords: 'constraint',
  categoryWords: 'category',
}

it('no list of words of a pack is without one of the pages', () =>
  expect(Object.keys(words).sort()).toEqual(Object.keys(kinds).sort()))

it.each(Object.entries(words))('a pack says %s as the pages say it', (list, said) => {
  const kind = kinds[list as keyof typeof words]
  for (const [word, both] of Object.entries(said))
    expect(both).toEqual({ ar: shown.ar[`${kind}.${word}`], en: shown.en[`${kind}.${word}`] })
})

it.each([
  ['file.item', 'meeting.item', {}],
  ['file.see', 'meeting.see', {}],
  ['money', 'meeting.money', { money: '1,200', currency: 'SAR' }],
  ...[0, 1, 2, 3, 11, 100].flatMap((days) => [
    ['daysLeft', 'meeting.daysLeft', { days, count: days }] as const,
    ['streetDays', 'meeting.streetDays', { days, count: days }] as const,
    // what is past is past by a day at least
    ['daysPast', 'meeting.daysPast', { days: days + 1, count: days + 1 }] as const,
  ]),
] as const)('a pack says %s as its page says %s, with %o', (onPaper, onPage, values) => {
  const sayOnPage = speaker(shown)
  for (const language of ['ar', 'en'] as const)
    expect(sayMeeting(onPaper, values)(language)).toBe(sayOnPage(onPage, values)(language))
})
