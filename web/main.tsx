import '@fontsource/ibm-plex-sans-arabic/arabic-400.css'
import '@fontsource/ibm-plex-sans-arabic/arabic-500.css'
import '@fontsource/ibm-plex-sans-arabic/arabic-600.css'
import '@fontsource/ibm-plex-sans-arabic/latin-400.css'
import '@fontsource/ibm-plex-sans-arabic/latin-500.css'
import '@fontsource/ibm-plex-sans-arabic/latin-600.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/shell.css'
import './ui/controls.css'
import './ui/drawer.css'
import './ui/sheet.css'
import './ui/listing.css'
import './map/map.css'
import './time/time.css'
import './settings/settings.css'
import './ui/scrolled.css'
import './ui/print.css'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { parseSearch, readAddress } from './address-text.ts'
import { holdUntil, outlives } from './agencies/ended.ts'
import { isLost } from './api.ts'
import { activateLanguage, LanguageProvider, withWorkbench } from './i18n/language.tsx'
import { followOtherWindows } from './settings/display.ts'
import { keepTheme } from './settings/theme.ts'
import { Unreached } from './ui/Unreached.tsx'

keepTheme()
followOtherWindows()

const queries = new QueryClient({
  // the first to tell that the session is over may be what was to be stored
  mutationCache: new MutationCache({
    onError: ({ status }) => {
      if (status === 401 && outlives()) holdUntil(queries.invalidateQueries({ queryKey: ['session'] }))
    },
  }),
  defaultOptions: {
    // offline is an answer, too: what was meant to be sent now must not be sent some time later
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (count, problem) => count < 2 && isLost(problem),
      refetchOnWindowFocus: false,
    },
  },
})

const loadWhole = withWorkbench(() => import('./App.tsx'))
const whole = async () => {
  const { App, begin } = await loadWhole()
  await begin(queries)
  return <App />
}

const form = async () => {
  const { CitizenPage } = await import('./reports/CitizenPage.tsx')
  const onLeave = async (href?: string) => {
    const page = await whole()
    return () => {
      if (href) window.history.pushState(null, '', href)
      show(page)
    }
  }
  return <CitizenPage onLeave={onLeave} />
}

/** On a phone, somebody who comes to send a report gets its form alone. */
const isForm = window.location.pathname === '/reports/new' && window.matchMedia('(max-width: 720px)').matches
const element = document.getElementById('root')
const root = element && createRoot(element)

function show(page: ReactNode): void {
  root?.render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>{page}</LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}

const language = activateLanguage(readAddress(parseSearch(window.location.search)).lang)
const begun = Promise.all([isForm ? form() : whole(), language])
await begun.then(
  ([page]) => show(page),
  () => root?.render(<Unreached />),
)
