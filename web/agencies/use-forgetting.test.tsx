// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createBrowserHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '../address-text.ts'
import { useForgetting } from './use-forgetting.ts'

let root: Root
let client: QueryClient
/** What each render of a page showed. */
let shown: { person: unknown; works: unknown }[]

function Page() {
  useForgetting()
  const asked = (name: string) => ({ queryKey: [name, 'read'], queryFn: () => Promise.resolve(`${name} anew`) })
  const person = useQuery({ ...asked('field'), staleTime: Number.POSITIVE_INFINITY }).data
  const works = useQuery({ ...asked('works'), staleTime: Number.POSITIVE_INFINITY }).data
  shown.push({ person, works })
  return null
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  shown = []
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(['session'], { user: { id: 'noor' } })
  client.setQueryData(['field', 'read'], 'field')
  client.setQueryData(['field', 'left'], 'outbox')
  client.setQueryData(['works', 'read'], 'works')
  root = createRoot(document.createElement('div'))
})
afterEach(() => act(() => root.unmount()))

async function signedInNext(address: string, session: unknown) {
  window.history.replaceState(null, '', address)
  const routeTree = createRootRoute({ component: Page, notFoundComponent: () => null })
  const router = createRouter({ routeTree, history: createBrowserHistory(), parseSearch, stringifySearch })
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>,
    ),
  )
  shown = []
  await act(async () => client.setQueryData(['session'], session))
  await act(() => new Promise((done) => setTimeout(done, 20)))
}

it('a session that ends in the field takes neither what the phone shows nor what is open there', async () => {
  await signedInNext('/field/inspect?sel=a', null)
  expect(shown.filter(({ person }) => person === undefined)).toEqual([])
  expect(shown.some(({ works }) => works === undefined)).toBe(true)
  expect(shown.at(-1)).toEqual({ person: 'field anew', works: 'works anew' })
  expect(client.getQueryData(['field', 'left'])).toBeUndefined()
  expect(window.location.search).toContain('sel=a')
})

it('somebody else is shown nothing that was read for another, and elsewhere what was open is closed', async () => {
  await signedInNext('/works?sel=a', { user: { id: 'fahad' } })
  expect(shown.some(({ person }) => person === undefined)).toBe(true)
  expect(window.location.search).not.toContain('sel=a')
})
