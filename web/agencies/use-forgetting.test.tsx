// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createBrowserHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, memo, useLayoutEffect } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { turnsOfTheLoop } from '../../testing/turns-of-the-loop.ts'
import { parseSearch, stringifySearch } from '../address-text.ts'
import { useTiles } from '../map/tiles.ts'
import { goOn, hold, isHeld, useHeld } from './ended.ts'
import { useForgetting } from './use-forgetting.ts'

let root: Root
let client: QueryClient
/** What each render of a page showed. */
let shown: { person: unknown; works: unknown; tiles: unknown }[]
/** What was in sight where the page was not covered, or no longer. */
let uncovered: (string | null)[]

const asked = (name: string) => ({
  queryKey: [name, 'read'],
  queryFn: () => Promise.resolve(`${name} anew`),
  staleTime: Number.POSITIVE_INFINITY,
})

function Page() {
  useForgetting()
  const person = useQuery(asked('field')).data
  const works = useQuery(asked('works')).data
  shown.push({ person, works, tiles: useTiles(['works'])[0] })
  return (
    <>
      <Works />
      <Cover />
    </>
  )
}

const Works = memo(() => <p>{useQuery(asked('works')).data}</p>)

function Cover() {
  const isCovered = useHeld()
  useLayoutEffect(() => {
    if (!isCovered) uncovered.push(document.body.textContent)
  }, [isCovered])
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
  uncovered = []
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  goOn()
})

async function show(address: string) {
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
}

async function signedInNext(address: string, session: unknown) {
  await show(address)
  await act(async () => client.setQueryData(['session'], session))
  await act(() => turnsOfTheLoop())
}

const isCoveredNow = () =>
  act(async () => {
    hold()
    client.setQueryData(['session'], { user: { id: 'noor' }, isOver: true })
  })

const goesOn = (session: unknown) =>
  act(async () => {
    client.setQueryData(['session'], session)
    await vi.waitFor(() => expect(isHeld()).toBe(false))
  })

it('a session that ends in the field takes neither what the phone shows nor what is open there', async () => {
  await signedInNext('/field/inspect?sel=a', null)
  expect(shown.filter(({ person }) => person === undefined)).toEqual([])
  expect(shown.some(({ works }) => works === undefined)).toBe(true)
  expect(shown.at(-1)).toMatchObject({ person: 'field anew', works: 'works anew' })
  expect(client.getQueryData(['field', 'left'])).toBeUndefined()
  expect(window.location.search).toContain('sel=a')
})

it('somebody else is shown nothing that was read for another, and elsewhere what was open is closed', async () => {
  await signedInNext('/works?sel=a', { user: { id: 'fahad' } })
  expect(shown.some(({ person }) => person === undefined)).toBe(true)
  expect(window.location.search).not.toContain('sel=a')
})

it('a page that was held is uncovered for somebody else only once nothing that was read for another is shown', async () => {
  await show('/works?sel=a')
  await isCoveredNow()
  expect(isHeld()).toBe(true)
  await goesOn({ user: { id: 'fahad' } })
  await act(() => vi.waitFor(() => expect(shown.at(-1)).toMatchObject({ works: 'works anew' })))
  expect(uncovered.filter((text) => text === 'works')).toHaveLength(1)
  expect(uncovered).toHaveLength(2)
  expect(window.location.search).not.toContain('sel=a')
})

it('a page that was held for whoever comes back is uncovered for them, and its map asks anew', async () => {
  await show('/works?sel=a')
  await isCoveredNow()
  const before = shown.at(-1)?.tiles
  await goesOn({ user: { id: 'noor' }, csrfToken: 'b' })
  await act(() => vi.waitFor(() => expect(shown.at(-1)?.tiles).not.toBe(before)))
  expect(shown.every(({ works }) => works !== undefined)).toBe(true)
  expect(window.location.search).toContain('sel=a')
})
