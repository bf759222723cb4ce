// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useLeavings } from './use-turn.ts'

let root: Root
let page: HTMLElement
let client: QueryClient

/** A field beside the pages, that stands whoever is there. */
const Beside = () => <input key={useLeavings()} defaultValue="" />

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } })
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const isHere = (id: string | null) =>
  act(async () => {
    client.setQueryData(['session'], id ? { user: { id } } : null)
    root.render(
      <QueryClientProvider client={client}>
        <Beside />
      </QueryClientProvider>,
    )
  })
const field = () => page.querySelector('input') as HTMLInputElement

it.each([
  ['signs out', ['noor', null], ''],
  ['signs out, and another signs in', ['noor', null, 'salem'], ''],
  ['is followed by another', ['noor', 'salem'], ''],
  ['signs in', [null, 'noor'], 'typed'],
  ['stays', ['noor', 'noor'], 'typed'],
] as const)(
  'what was typed when somebody %s is there afterwards: %j → "%s"',
  async (_what, [first, ...later], left) => {
    await isHere(first)
    field().value = 'typed'
    for (const next of later) await isHere(next)
    expect(field().value).toBe(left)
  },
)
