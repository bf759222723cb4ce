import { type I18n, setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { I18nProvider, useLingui } from '@lingui/react'
import { type ReactNode, useMemo } from 'react'
import type { Language, Names } from '../../server/language/contract.ts'
import { speakTo } from '../api.ts'
import type { ar } from './ar.ts'
import { plainLocale } from './format.ts'

export type MessageId = keyof typeof ar
type Values = Record<string, string | number>

/** Only the language that is read is fetched. */
const catalogues: Record<Language, () => Promise<Record<string, string>>> = {
  ar: () => import('./ar.ts').then((file) => file.ar),
  en: () => import('./en.ts').then((file) => file.en),
}

const i18n: I18n = setupI18n()
i18n.setMessagesCompiler(compileMessage)

let wanted: Language | null = null

/** Makes a language the page's: its messages, its direction, the language asked of the server. */
export async function activateLanguage(language: Language): Promise<void> {
  wanted = language
  speakTo(language)
  const messages = await catalogues[language]()
  if (wanted !== language) return
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
  i18n.load(language, messages)
  i18n.activate(language, plainLocale(language))
  document.title = i18n._('app.name' satisfies MessageId)
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  return <I18nProvider i18n={i18n}>{children}</I18nProvider>
}

export interface Speech {
  language: Language
  /** The message in the page's language. */
  say: (id: MessageId, values?: Values) => string
  /** The message whose id is only known while running, or the fallback where the catalogue has none. */
  sayAny: (id: string, fallback?: string) => string
  name: (names: Names) => string
}

/** How a component speaks. */
export function useSpeech(): Speech {
  const { i18n: active } = useLingui()
  const language = active.locale as Language
  // The same functions until the language changes, so that what is made with them can be kept.
  return useMemo(
    () => ({
      language,
      say: (id, values) => active._(id, values),
      sayAny: (id, fallback) => (Object.hasOwn(active.messages, id) ? active._(id) : (fallback ?? id)),
      name: (names) => names[language],
    }),
    [active, language],
  )
}
