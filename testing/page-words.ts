import { expect, it } from 'vitest'
import type { Names } from '../server/language/contract.ts'
import { ar } from '../web/i18n/ar.ts'
import { arAdministration } from '../web/i18n/ar-administration.ts'
import { arAssets } from '../web/i18n/ar-assets.ts'
import { arCases } from '../web/i18n/ar-cases.ts'
import { arCitizen } from '../web/i18n/ar-citizen.ts'
import { arDefects } from '../web/i18n/ar-defects.ts'
import { arInspections } from '../web/i18n/ar-inspections.ts'
import { arLedger } from '../web/i18n/ar-ledger.ts'
import { arOffice } from '../web/i18n/ar-office.ts'
import { arPermits } from '../web/i18n/ar-permits.ts'
import { arPlanning } from '../web/i18n/ar-planning.ts'
import { arViolations } from '../web/i18n/ar-violations.ts'
import { en } from '../web/i18n/en.ts'
import { enAdministration } from '../web/i18n/en-administration.ts'
import { enAssets } from '../web/i18n/en-assets.ts'
import { enCases } from '../web/i18n/en-cases.ts'
import { enCitizen } from '../web/i18n/en-citizen.ts'
import { enDefects } from '../web/i18n/en-defects.ts'
import { enInspections } from '../web/i18n/en-inspections.ts'
import { enLedger } from '../web/i18n/en-ledger.ts'
import { enOffice } from '../web/i18n/en-office.ts'
import { enPermits } from '../web/i18n/en-permits.ts'
import { enPlanning } from '../web/i18n/en-planning.ts'
import { enViolations } from '../web/i18n/en-violations.ts'

/** The words of pages that papers, packs and tables repeat. */
export const pageWords: Record<'ar' | 'en', Record<string, string>> = {
  ar: {
    ...ar,
    ...arAdministration,
    ...arAssets,
    ...arCases,
    ...arCitizen,
    ...arDefects,
    ...arInspections,
    ...arLedger,
    ...arOffice,
    ...arPermits,
    ...arPlanning,
    ...arViolations,
  },
  en: {
    ...en,
    ...enAdministration,
    ...enAssets,
    ...enCases,
    ...enCitizen,
    ...enDefects,
    ...enInspections,
    ...enLedger,
    ...enOffice,
    ...enPermits,
    ...enPlanning,
    ...enViolations,
  },
}

/** Tests that lists of words are said as the pages say them; `kinds`: under what the pages keep each, null of what no page says. */
export function saidAsOnPages<Lists extends Record<string, Record<string, Names | null>>>(
  lists: Lists,
  kinds: Record<keyof Lists, string | null>,
): void {
  it('no list of words is without one of the pages', () =>
    expect(Object.keys(lists).sort()).toEqual(Object.keys(kinds).sort()))

  it.each(Object.entries(lists))('%s are said as the pages say them', (list, said) => {
    const kind = kinds[list]
    if (kind === null) return
    for (const [word, both] of Object.entries(said))
      expect(both).toEqual({ ar: pageWords.ar[`${kind}.${word}`], en: pageWords.en[`${kind}.${word}`] })
  })
}
