import { type I18n, setupI18n } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import { type ReactNode, useMemo } from 'react'
import type { Language, Names } from '../../server/language/contract.ts'
import { speakTo } from '../api.ts'
import { onDisplayChange } from '../settings/display.ts'
import { useDisplay } from '../settings/use-display.ts'
import type { ar } from './ar.ts'
import type { arAdministration } from './ar-administration.ts'
import type { arCitizen } from './ar-citizen.ts'
import type { arPermits } from './ar-permits.ts'
import type { arPlanning } from './ar-planning.ts'
import { plainLocale, sentenceDigits } from './format.ts'

export type MessageId =
  | keyof typeof ar
  | keyof typeof arCitizen
  | keyof typeof arAdministration
  | keyof typeof arPermits
  | keyof typeof arPlanning
type Values = Record<string, string | number>

/** Only the language that is read is fetched. */
type Catalogue = Record<Language, () => Promise<Record<string, string>>>
const catalogues: Catalogue[] = [
  {
    ar: () => import('./ar-citizen.ts').then((file) => file.arCitizen),
    en: () => import('./en-citizen.ts').then((file) => file.enCitizen),
  },
]

const i18n: I18n = setupI18n()

let wanted: Language | null = null

// plurals count in the reader's digits
onDisplayChange(() => {
  const language = i18n.locale as Language
  if (language) i18n.activate(language, plainLocale(language))
})

/** Makes a language the page's: its messages, its direction, the language asked of the server. */
export async function activateLanguage(language: Language): Promise<void> {
  wanted = language
  speakTo(language)
  const messages = await Promise.all(catalogues.map((catalogue) => catalogue[language]()))
  if (wanted !== language) return
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
  for (const each of messages) i18n.load(language, each)
  i18n.activate(language, plainLocale(language))
  document.title = i18n._('app.name' satisfies MessageId)
}

const workbench: Catalogue = {
  ar: () => import('./ar.ts').then((file) => file.ar),
  en: () => import('./en.ts').then((file) => file.en),
}

/** Fetches the whole of Nasaq together with its words; who only sends a report reads few of them. */
export function withWorkbench<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(workbench)]))[0]
}

const administration: Catalogue = {
  ar: () => import('./ar-administration.ts').then((file) => file.arAdministration),
  en: () => import('./en-administration.ts').then((file) => file.enAdministration),
}

/** Fetches a page together with the words of accounts, keys and audit, which visitors never read. */
export function withAdministration<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(administration)]))[0]
}

const planning: Catalogue = {
  ar: () => import('./ar-planning.ts').then((file) => file.arPlanning),
  en: () => import('./en-planning.ts').then((file) => file.enPlanning),
}

/** Fetches a page together with the words of agencies who plan: their own works, the conflict explorer. */
export function withPlanning<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(planning)]))[0]
}

const permits: Catalogue = {
  ar: () => import('./ar-permits.ts').then((file) => file.arPermits),
  en: () => import('./en-permits.ts').then((file) => file.enPermits),
}

/** Fetches what belongs to applications and permits together with its words: the first page is without them. */
export function withPermits<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => (await Promise.all([load(), learn(permits)]))[0]
}

async function learn(catalogue: Catalogue): Promise<void> {
  if (catalogues.includes(catalogue)) return
  const language = wanted ?? 'ar'
  i18n.load(language, await catalogue[language]())
  if (!catalogues.includes(catalogue)) catalogues.push(catalogue)
  // the language was changed while the words of the other one came
  if (wanted && wanted !== language) i18n.load(wanted, await catalogue[wanted]())
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
  const display = useDisplay()
  // The same functions until language or display change, so that what is made with them can be kept.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said goes by the display settings as well
  return useMemo(
    () => ({
      language,
      // a message without values can only hold digits of its own
      say: (id, values) => (values ? active._(id, values) : sentenceDigits(active._(id))),
      sayAny: (id, fallback) => (Object.hasOwn(active.messages, id) ? sentenceDigits(active._(id)) : (fallback ?? id)),
      name: (names) => names[language],
    }),
    [active, language, display],
  )
}
