import { expect, it } from 'vitest'
import { ar } from '../../web/i18n/ar.ts'
import { arAdministration } from '../../web/i18n/ar-administration.ts'
import { arCases } from '../../web/i18n/ar-cases.ts'
import { arPlanning } from '../../web/i18n/ar-planning.ts'
import { en } from '../../web/i18n/en.ts'
import { enAdministration } from '../../web/i18n/en-administration.ts'
import { enCases } from '../../web/i18n/en-cases.ts'
import { enPlanning } from '../../web/i18n/en-planning.ts'
import {
  caseStateWords,
  conflictStateWords,
  constraintWords,
  findingWords,
  measureWords,
  severityWords,
  statusWords,
} from './words.ts'

const shown: Record<'ar' | 'en', Record<string, string>> = {
  ar: { ...ar, ...arAdministration, ...arCases, ...arPlanning },
  en: { ...en, ...enAdministration, ...enCases, ...enPlanning },
}

it.each(
  Object.entries({
    status: statusWords,
    finding: findingWords,
    severity: severityWords,
    'case.state': caseStateWords,
    'case.measure': measureWords,
    'explorer.state': conflictStateWords,
    constraint: constraintWords,
  }),
)('a pack says %s as the pages say it', (kind, words) => {
  for (const [word, both] of Object.entries(words))
    expect(both).toEqual({ ar: shown.ar[`${kind}.${word}`], en: shown.en[`${kind}.${word}`] })
})
