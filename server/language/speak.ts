import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Language } from './contract.ts'

/** A text that waits for the language it is asked in. */
export type Phrase = (language: Language) => string

type Catalogue<Key extends string> = Record<Language, Record<Key, string>>
type Values = Record<string, string | number>

/**
 * Makes the voice of a feature from its messages (ICU MessageFormat; Arabic has six plural forms): `say('found', { n: 3 })`
 * gives a phrase. Both languages must have every key, or the types do not fit. Numbers are written in Latin digits.
 */
export function speaker<Key extends string>(messages: Catalogue<Key>): (key: Key, values?: Values) => Phrase {
  const voices = {
    ar: setupI18n({ locale: 'ar', locales: 'ar-u-nu-latn', messages: { ar: messages.ar } }),
    en: setupI18n({ locale: 'en', locales: 'en', messages: { en: messages.en } }),
  }
  for (const voice of Object.values(voices)) voice.setMessagesCompiler(compileMessage)
  return (key, values) => (language) => voices[language]._(key, isolated(values, language))
}

const rightToLeft = /[\u0590-\u08ff]/
const [firstStrongIsolate, popIsolate] = ['\u2068', '\u2069']

/**
 * Texts that are put into a sentence keep their own direction: a date between Arabic words would turn round, an Arabic
 * name would take an English sentence's punctuation along. Numbers stay numbers, or they would have no plural.
 */
function isolated(values: Values | undefined, language: Language): Values | undefined {
  if (!values) return undefined
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? apart(value, language) : value,
  ])
  return Object.fromEntries(entries) as Values
}

/** A text that keeps its own direction within words of this language. */
export function apart(text: string, language: Language): string {
  const isTurned = text !== '' && (language === 'ar' || rightToLeft.test(text))
  return isTurned ? `${firstStrongIsolate}${text}${popIsolate}` : text
}

/** The best of our languages for an `Accept-Language` header; Arabic where none is asked for. */
export function languageOf(header: string | undefined): Language {
  const asked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';')
      const weight = options.map((option) => /^\s*q=([\d.]+)$/.exec(option)?.[1]).find(Boolean)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ language, weight }) => (language === 'ar' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return (asked[0]?.language as Language | undefined) ?? 'ar'
}
