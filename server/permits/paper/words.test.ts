import { expect, it } from 'vitest'
import { ar } from '../../../web/i18n/ar.ts'
import { arPermits } from '../../../web/i18n/ar-permits.ts'
import { en } from '../../../web/i18n/en.ts'
import { enPermits } from '../../../web/i18n/en-permits.ts'
import * as words from './words.ts'

const shown: Record<'ar' | 'en', Record<string, string>> = { ar: { ...ar, ...arPermits }, en: { ...en, ...enPermits } }
/** Under what the pages keep each list of words; null of what only a print says, across itself. */
const kinds: Record<keyof typeof words, string | null> = {
  categoryWords: 'category',
  conditionWords: 'condition',
  methodWords: 'method',
  utilityWords: 'utility',
  warningWords: null,
}

it('no list of words of a print is without one of the pages, but its own', () =>
  expect(Object.keys(words).sort()).toEqual(Object.keys(kinds).sort()))

it.each(Object.entries(words))('a print says %s as the pages say it', (list, said) => {
  const kind = kinds[list as keyof typeof words]
  if (kind === null) return
  for (const [word, both] of Object.entries(said))
    expect(both).toEqual({ ar: shown.ar[`${kind}.${word}`], en: shown.en[`${kind}.${word}`] })
})
