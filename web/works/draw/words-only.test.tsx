// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Assessment } from '../../../server/coordination/contract.ts'
import { activateLanguage, LanguageProvider, withWorkbench } from '../../i18n/language.tsx'
import { withOffice } from '../../i18n/rooms.ts'
import { DraftForm } from './DraftForm.tsx'
import { newDraft } from './draft.ts'
import { LiveFindings } from './LiveFindings.tsx'

const draft = newDraft('2026-11-24', { id: 'a', code: 'DEMO-WATER' })
const clears = { earlierDays: 3, laterDays: 5 }
const finding = {
  kind: 'clash',
  severity: 'blocking',
  ruleId: 'clash',
  explanation: 'They dig on the same ground.',
  other: { type: 'works', id: 'b', number: 'W-2', title: 'Cable', agencyId: 'b', period: null },
  sharedPeriod: null,
  overlapMetres: 12,
  digOnce: false,
  complete: true,
  clears,
} as unknown as Assessment['findings'][number]
const assessment = {
  complete: true,
  lengthMetres: 100,
  streets: [],
  findings: [finding, { ...finding, kind: 'proximity', severity: 'warning' }],
  clears: { ...clears, blocking: { earlierDays: 1, laterDays: 2 } },
} as unknown as Assessment

let root: Root
let page: HTMLElement
beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withWorkbench(withOffice(() => activateLanguage('en')))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

async function show(content: ReactNode): Promise<string[]> {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } })
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>{content}</LanguageProvider>
      </QueryClientProvider>,
    ),
  )
  return [...page.querySelectorAll('label')].map(({ textContent }) => textContent ?? '')
}

it('asks for days and kind where they may be changed, and for the words alone where only these may', async () => {
  const fixed = ['Start', 'End', 'Category', 'Utility', 'Traffic impact']
  const form = (onlyWords: boolean) => (
    <DraftForm draft={draft} byOffice={false} onlyWords={onlyWords} onChange={() => undefined} />
  )
  expect(await show(form(false))).toEqual(expect.arrayContaining(fixed))
  const labels = await show(form(true))
  expect(labels).toEqual(expect.arrayContaining(['Method', 'Trench width (m)']))
  expect(labels.filter((label) => fixed.includes(label))).toEqual([])
})

it('offers no other days where they stay', async () => {
  const findings = (isMovable: boolean) => (
    <LiveFindings
      draft={draft}
      assessment={assessment}
      working={false}
      problem={null}
      drawn
      onDraft={isMovable ? () => undefined : undefined}
      onRetry={() => undefined}
    />
  )
  await show(findings(true))
  expect(page.querySelectorAll('.clears')).toHaveLength(4)
  await show(findings(false))
  expect(page.textContent).toContain('They dig on the same ground.')
  expect(page.querySelectorAll('.clears')).toHaveLength(0)
})
