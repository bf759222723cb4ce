import { expect, it } from 'vitest'
import { ar } from '../../../web/i18n/ar.ts'
import { arPermits } from '../../../web/i18n/ar-permits.ts'
import { en } from '../../../web/i18n/en.ts'
import { enPermits } from '../../../web/i18n/en-permits.ts'
import { categoryWords, conditionWords, methodWords, utilityWords } from './words.ts'

const shown: Record<'ar' | 'en', Record<string, string>> = { ar: { ...ar, ...arPermits }, en: { ...en, ...enPermits } }

it.each(
  Object.entries({ category: categoryWords, condition: conditionWords, method: methodWords, utility: utilityWords }),
)('a print says %s as the pages say it', (kind, words) => {
  for (const [word, both] of Object.entries(words))
    expect(both).toEqual({ ar: shown.ar[`${kind}.${word}`], en: shown.en[`${kind}.${word}`] })
})
