import { type I18n, setupI18n } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import { type ReactNode, useMemo } from 'react'
import type { Language, Names } from '../../server/language/contract.ts'
import { speakTo } from '../api.ts'
import { onDisplayChange } from '../settings/display.ts'
import { useDisplay } from '../settings/use-display.ts'
import type { ar } from './ar.ts'
import type { arAdministration } from './ar-administration.ts'
import type { arAssets } from './ar-assets.ts'
import type { arCases } from './ar-cases.ts'
import type { arCitizen } from './ar-citizen.ts'
import type { arDefects } from './ar-defects.ts'
import type { arDelegation } from './ar-delegation.ts'
import type { arHandover } from './ar-handover.ts'
import type { arInspections } from './ar-inspections.ts'
import type { arKept } from './ar-kept.ts'
import type { arLaboratory } from './ar-laboratory.ts'
import type { arLedger } from './ar-ledger.ts'
import type { arNotifications } from './ar-notifications.ts'
import type { arOffice } from './ar-office.ts'
import type { arOutbox } from './ar-outbox.ts'
import type { arPermits } from './ar-permits.ts'
import type { arPlanning } from './ar-planning.ts'
import type { arReports } from './ar-reports.ts'
import type { arSharing } from './ar-sharing.ts'
import type { arViolations } from './ar-violations.ts'
import { plainLocale, sentenceDigits } from './format.ts'

export type MessageId =
  | keyof typeof ar
  | keyof typeof arCitizen
  | keyof typeof arAdministration
  | keyof typeof arSharing
  | keyof typeof arLedger
  | keyof typeof arViolations
  | keyof typeof arOffice
  | keyof typeof arOutbox
  | keyof typeof arInspections
  | keyof typeof arKept
  | keyof typeof arLaboratory
  | keyof typeof arHandover
  | keyof typeof arNotifications
  | keyof typeof arDefects
  | keyof typeof arReports
  | keyof typeof arPermits
  | keyof typeof arDelegation
  | keyof typeof arPlanning
  | keyof typeof arCases
  | keyof typeof arAssets
type Values = Record<string, string | number>

/** Only the language that is read is fetched. */
export type Catalogue = Record<Language, () => Promise<Record<string, string>>>
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

/**
 * Makes a language the page's: its messages, its direction, the language asked of the server. Where its words cannot be
 * fetched everything stays in the language that is read.
 */
export async function activateLanguage(language: Language): Promise<void> {
  const before = wanted
  wanted = language
  const messages = await Promise.all(catalogues.map((catalogue) => catalogue[language]())).catch((error) => {
    if (wanted === language) wanted = before
    throw error
  })
  if (wanted !== language) return
  speakTo(language)
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

/** Fetches words beside those that are known already, and again where the language is changed. */
export async function learn(catalogue: Catalogue): Promise<void> {
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
