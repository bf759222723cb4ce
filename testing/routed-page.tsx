import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { LanguageProvider } from '../web/i18n/language.tsx'
import { TimeWindowProvider } from '../web/time/use-window.tsx'

/** A part of the page as it stands there: with what has been asked already, in a language, at an address, on a day of the tests. */
export async function routed(client: QueryClient, shown: ReactNode): Promise<ReactNode> {
  const component = () => <TimeWindowProvider today="2026-11-24">{shown}</TimeWindowProvider>
  const router = createRouter({ routeTree: createRootRoute({ component }), history: createMemoryHistory() })
  await router.load()
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <RouterProvider router={router as never} />
      </LanguageProvider>
    </QueryClientProvider>
  )
}
