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
import './ui/print.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { router } from './App.tsx'
import { parseSearch, readAddress } from './address.ts'
import { isLost } from './api.ts'
import { activateLanguage, LanguageProvider } from './i18n/language.tsx'
import { followOtherWindows } from './settings/display.ts'
import { keepTheme } from './settings/theme.ts'

keepTheme()
followOtherWindows()
await activateLanguage(readAddress(parseSearch(window.location.search)).lang)

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, problem) => count < 2 && isLost(problem),
      refetchOnWindowFocus: false,
    },
  },
})

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <RouterProvider router={router} />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
