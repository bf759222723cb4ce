// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readyQuery } from '../../agencies/queries.ts'
import { activateLanguage, LanguageProvider, withWorkbench } from '../../i18n/language.tsx'
import { DraftKind } from './DraftKind.tsx'
import { newDraft } from './draft.ts'

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

it.each([
  ['emergency', { start: '2026-11-24', end: '2026-12-12' }],
  ['connection', undefined],
] as const)('a drawing that becomes an %s has these days from then on: %j', async (category, period) => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } })
  client.setQueryData(readyQuery.queryKey, { today: '2026-11-24' } as never)
  const draft = newDraft('2026-11-24', undefined)
  const heard: object[] = []
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <DraftKind draft={draft} usualWidth={undefined} onlyWords={false} set={(change) => heard.push(change)} />
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )
  const choice = page.querySelector('select') as HTMLSelectElement
  act(() => {
    choice.value = category
    choice.dispatchEvent(new Event('change', { bubbles: true }))
  })
  expect(heard).toMatchObject([{ category, period: period ?? draft.period }])
})
