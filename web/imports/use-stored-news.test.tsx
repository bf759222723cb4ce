// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ImportJob, ImportStatus } from '../../server/imports/contract.ts'
import { useTiles } from '../map/tiles.ts'
import { useStoredNews } from './use-stored-news.ts'

let root: Root
let page: HTMLElement
let client: QueryClient

function Sheet({ job }: { job: Pick<ImportJob, 'id' | 'status'> }) {
  useStoredNews(job)
  return useTiles(['works'])[0]
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.createElement('div')
  root = createRoot(page)
  client = new QueryClient()
  client.setQueryData(['works', 'list'], [])
  client.setQueryData(['municipalities'], [])
  client.setQueryData(['reports', 'list'], [])
})
afterEach(() => act(() => root.unmount()))

function show(id: string, status: ImportStatus): string | null {
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Sheet job={{ id, status }} />
      </QueryClientProvider>,
    ),
  )
  return page.textContent
}

const isOld = (...key: string[]) => client.getQueryState(key)?.isInvalidated

it('asks tiles and lists anew when a commit has ended, not while it runs', () => {
  const before = show('one', 'checked')
  expect(show('one', 'committing')).toBe(before)
  expect(isOld('works', 'list')).toBe(false)
  expect(show('one', 'committed')).not.toBe(before)
  expect(isOld('works', 'list')).toBe(true)
  expect(isOld('municipalities')).toBe(true)
  expect(isOld('reports', 'list')).toBe(false)
})

it('also where the sheet was left meanwhile, and not for one that was stored long ago', () => {
  const before = show('two', 'committing')
  expect(show('three', 'committed')).toBe(before)
  expect(show('two', 'committed')).not.toBe(before)
})

it('also of a commit that was over before anybody looked at it', () => {
  const before = show('four', 'checked')
  const after = show('four', 'committed')
  expect(after).not.toBe(before)
  expect(isOld('municipalities')).toBe(true)
  expect(show('four', 'committed')).toBe(after)
})
