// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ImportJob } from '../../server/imports/contract.ts'
import { ar } from '../i18n/ar.ts'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { ImportSheet } from './ImportSheet.tsx'
import { importQuery } from './queries.ts'

const job: ImportJob = {
  id: '0192b9f0-0000-7000-8000-000000000001',
  kind: 'works',
  status: 'interrupted',
  fileName: 'walk.geojson',
  fileBytes: 1,
  format: 'geojson',
  total: 400,
  checked: 0,
  counts: { ok: 0, warning: 0, refused: 0 },
  reasons: [],
  stored: null,
  columns: [],
  mapping: null,
  proposedMapping: null,
  fault: null,
  createdAt: '2026-11-24T06:00:00Z',
  updatedAt: '2026-11-24T06:00:00Z',
}
let root: Root
let page: HTMLElement

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withWorkbench(() => activateLanguage('ar'))()
  page = document.createElement('div')
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

function show(shown: ImportJob): string {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const report = { job: shown, rows: { items: [], nextCursor: null } }
  client.setQueryData(importQuery(job.id, 'ar').queryKey, report)
  client.setQueryData(['session'], null)
  client.setQueryData(['agencies'], { items: [] })
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <ImportSheet id={job.id} onClose={() => undefined} />
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )
  return page.textContent ?? ''
}

const button = (words: string) => [...page.querySelectorAll('button')].some(({ textContent }) => textContent === words)

it('says that the reading was interrupted, in place of a form without columns', () => {
  expect(show(job)).toContain(ar['import.readAgain'])
  expect(page.querySelector('.mapping')).toBeNull()
  expect(button(ar['import.discard'])).toBe(true)
})

it('lets the columns be mapped anew where only the check was interrupted', () => {
  expect(show({ ...job, proposedMapping: { fields: {} } })).not.toContain(ar['import.readAgain'])
  expect(page.querySelector('.mapping')).not.toBeNull()
})

it.each([
  ['reading', 'import.stop'],
  ['checking', 'import.stop'],
  ['needs_mapping', 'import.discard'],
  ['refused', 'import.discard'],
] as const)('can be ended while %s', (status, words) => {
  show({ ...job, status })
  expect(button(ar[words])).toBe(true)
})

it('cannot be ended while rows are being stored', () => {
  show({ ...job, status: 'committing' })
  expect(page.querySelector('.discard')).toBeNull()
})

it('says that a job is gone, with a way back', async () => {
  const gone = { type: '/problems/not-found', title: 'Not found', status: 404 }
  vi.stubGlobal('fetch', async () => Response.json(gone, { status: 404 }))
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(['session'], null)
  const onClose = vi.fn()
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <ImportSheet id={job.id} onClose={onClose} />
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )
  await act(() => vi.waitFor(() => expect(page.textContent).toContain(ar['import.gone'])))
  act(() => page.querySelector<HTMLButtonElement>(`[aria-label="${ar['import.back']}"]`)?.click())
  expect(onClose).toHaveBeenCalledOnce()
})
