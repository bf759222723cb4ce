// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Conflict } from '../../server/coordination/contract.ts'
import { turnsOfTheLoop } from '../../testing/turns-of-the-loop.ts'
import { useOpenConflict } from './use-open-conflict.ts'

const works = '00000000-0000-4000-8000-000000000001'
const id = `${works}.00000000-0000-4000-8000-000000000002.clash`
const conflict = { id, kind: 'clash' } as Conflict

const client = new QueryClient()
let root: Root
let shown: Conflict | null | undefined
let answer: (items: Conflict[]) => void

function Open({ listed }: { listed: Conflict | undefined }) {
  shown = useOpenConflict(id, listed, 'en').conflict
  return null
}
const render = (listed: Conflict | undefined) =>
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Open listed={listed} />
      </QueryClientProvider>,
    ),
  )

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  vi.stubGlobal(
    'fetch',
    () =>
      new Promise((done) => {
        answer = (items) =>
          done(new Response(JSON.stringify({ items, nextCursor: null }), { headers: { 'content-type': 'application/json' } })) // biome-ignore format: one line
      }),
  )
  root = createRoot(document.body.appendChild(document.createElement('div')))
})
afterEach(() => {
  act(() => root.unmount())
  client.clear()
  vi.unstubAllGlobals()
})

const told = (items: Conflict[]) =>
  act(async () => {
    answer(items)
    await turnsOfTheLoop()
  })

it('stays as it was last seen until it is known what has become of it', async () => {
  render(conflict)
  render(undefined)
  expect(shown).toBe(conflict)
  await told([{ ...conflict, severity: 'warning' }])
  expect(shown).toMatchObject({ id, severity: 'warning' })
})

it('is gone once the register has none', async () => {
  render(conflict)
  render(undefined)
  await told([])
  expect(shown).toBeNull()
})

it('is not known before it was seen or has come', () => {
  render(undefined)
  expect(shown).toBeUndefined()
})
