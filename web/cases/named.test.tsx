// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Case, CaseProposal } from '../../server/cases/contract.ts'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { withCases } from '../i18n/rooms.ts'
import { MeasureWords } from './MeasureWords.tsx'
import { TrialWords } from './TrialWords.tsx'

const period = { start: '2027-01-01', end: '2027-01-31' }
const works = [
  { id: 'a', number: 'KSA-2027-00001', title: 'Main', agencyId: 'water' },
  { id: 'b', number: 'KSA-2027-00002', title: 'Feeder', agencyId: 'power' },
] as unknown as Case['works']
const words = { ar: 'تعارض', en: 'Clash' }
const finding = (id: string, number: string, agencyId?: string) => ({
  worksId: 'a',
  kind: 'clash',
  severity: 'blocking' as const,
  other: { type: 'works', id, number, title: { ar: 'عمل', en: 'Works' }, ...(agencyId ? { agencyId } : {}) },
  explanation: words,
})
const trial = (blocking: CaseProposal['trial']['blocking']): CaseProposal['trial'] => ({
  ...{ at: '2027-01-01T00:00:00Z', complete: true, blocking, warnings: 0, refusal: null },
})

const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
client.setQueryData(['agencies'], {
  items: [
    { id: 'water', name: { ar: 'المياه', en: 'Water' }, colour: '#1570ef' },
    { id: 'power', name: { ar: 'الكهرباء', en: 'Power' }, colour: '#dba102' },
    { id: 'phone', name: { ar: 'الاتصالات', en: 'Phone' }, colour: '#1b8354' },
  ],
})
let root: Root
let page: HTMLElement
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

async function show(language: 'ar' | 'en', part: React.ReactNode): Promise<void> {
  await withWorkbench(withCases(() => activateLanguage(language)))()
  await act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>{part}</LanguageProvider>
      </QueryClientProvider>,
    ),
  )
}

const named = (list: Element | null) => [...(list?.children ?? [])].map((each) => each.textContent).join(' ')

it.each([
  ['ar', ['المياهKSA-2027-00001 الكهرباءKSA-2027-00002', 'المياهKSA-2027-00001 الاتصالاتKSA-2027-00009']],
  ['en', ['WaterKSA-2027-00001 PowerKSA-2027-00002', 'WaterKSA-2027-00001 PhoneKSA-2027-00009']],
] as const)('a trial says which works meet, also outside of the case, in %s', async (language, pairs) => {
  const found = trial([finding('b', 'KSA-2027-00002'), finding('z', 'KSA-2027-00009', 'phone')])
  await show(language, <TrialWords trial={found} works={works} />)
  expect([...page.querySelectorAll('.works-listed')].map(named)).toEqual(pairs)
})

it('a works outside whose agency was not kept is named by its number', async () => {
  await show('en', <TrialWords trial={trial([finding('z', 'KSA-2027-00009')])} works={works} />)
  expect(named(page.querySelector('.works-listed'))).toBe('WaterKSA-2027-00001 KSA-2027-00009')
})

it('a measure names each works that it changes, and who leads, by number', async () => {
  const measure: CaseProposal['measure'] = {
    kind: 'shared_trench',
    changes: [{ worksId: 'a', period: { start: '2027-02-01', end: '2027-02-20' }, before: period }],
    lead: { leadId: 'b', memberIds: ['a'] },
    conditions: [],
  }
  await show('en', <MeasureWords measure={measure} works={works} />)
  expect([...page.querySelectorAll('.id')].map((number) => number.textContent)).toEqual([
    'KSA-2027-00002',
    'KSA-2027-00001',
  ])
})
