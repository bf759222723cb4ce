// @vitest-environment jsdom
import 'fake-indexeddb/auto'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { User } from '../../server/agencies/contract.ts'
import { turnsOfTheLoop } from '../../testing/turns-of-the-loop.ts'
import { readPerson, settlePerson } from '../field/store/facts.ts'
import { useSignOut } from './use-sign-out.ts'

let root: Root
let client: QueryClient
let signOut: ReturnType<typeof useSignOut>

function Page({ where }: { where: 'here' | 'everywhere' }) {
  signOut = useSignOut(where)
  return null
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await settlePerson({ id: 'noor' } as User, Date.now())
  client = new QueryClient()
  client.setQueryData(['session'], { user: { id: 'noor' } })
  root = createRoot(document.createElement('div'))
})
afterEach(() => act(() => root.unmount()))

async function leave(where: 'here' | 'everywhere', status: number) {
  vi.stubGlobal('fetch', async () => new Response(status === 204 ? null : '{}', { status }))
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Page where={where} />
      </QueryClientProvider>,
    ),
  )
  await act(() => signOut.mutateAsync().catch(() => undefined))
  await act(() => turnsOfTheLoop())
}

describe('signing out', () => {
  it.each([
    ['here', 204],
    ['everywhere', 204],
    ['here', 401],
  ] as const)('%s, answered by %i, leaves nobody on this phone', async (where, status) => {
    await leave(where, status)
    expect(await readPerson()).toBeNull()
    expect(client.getQueryData(['session'])).toBeNull()
  })

  it.each([
    ['here', 500],
    ['everywhere', 401],
  ] as const)('%s, answered by %i, is not done and says so', async (where, status) => {
    await leave(where, status)
    expect((await readPerson())?.user.id).toBe('noor')
    expect(signOut.error).toMatchObject({ status })
  })
})
