// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Session, User } from '../server/agencies/contract.ts'
import { agenciesQuery, sessionQuery } from './agencies/queries.ts'
import { GoingProvider } from './going.tsx'
import { activateLanguage, LanguageProvider, withWorkbench } from './i18n/language.tsx'
import { MainRail } from './MainRail.tsx'

let root: Root
let page: HTMLElement

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withWorkbench(() => activateLanguage('en'))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

/** The rooms that are offered to somebody, those behind "more" too. */
async function roomsOf(standing: Pick<User, 'role' | 'isAdmin'>): Promise<string[]> {
  const name = { ar: 'نورة', en: 'Noura' }
  const user: User = { id: '1', email: 'a@test', name, agencyId: null, everywhere: false, external: false, ...standing }
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } })
  client.setQueryData(sessionQuery.queryKey, { user, csrfToken: '', external: false } satisfies Session as never)
  client.setQueryData(agenciesQuery.queryKey, { items: [] })
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <GoingProvider value={{ pathname: '/', address: { lang: 'en' }, go: () => {} }}>
            <MainRail />
          </GoingProvider>
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )
  await act(async () => page.querySelector<HTMLElement>('button[aria-expanded]')?.click())
  return [...page.querySelectorAll('a')].map((link) => link.pathname)
}

it('offers the administrator of a company what its people do, and its accounts', async () => {
  const rooms = await roomsOf({ role: 'utility', isAdmin: true })
  expect(rooms).toEqual(expect.arrayContaining(['/my-works', '/draw', '/accounts', '/audit']))
  expect(rooms).not.toContain('/reviews')
})

it('offers the office its queue', async () => {
  const rooms = await roomsOf({ role: 'planner', isAdmin: false })
  expect(rooms).toContain('/reviews')
  expect(rooms).not.toContain('/accounts')
})

it('offers the administrator of the office both', async () => {
  expect(await roomsOf({ role: 'admin', isAdmin: true })).toEqual(expect.arrayContaining(['/reviews', '/accounts']))
})
