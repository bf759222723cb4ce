// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Call } from '../../server/dig-once/calls/contract.ts'
import { arSharing } from '../i18n/ar-sharing.ts'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { withDigOnce } from '../i18n/rooms.ts'
import { CallDrawer } from './CallDrawer.tsx'
import { callQuery } from './queries.ts'

const call: Call = {
  ...{
    id: '0192b9f0-0000-7000-8000-000000000001',
    agencyId: 'water',
    title: 'Share our trench',
    text: null,
    version: 1,
  },
  ...{ area: { type: 'Polygon', coordinates: [] }, period: { start: '2027-01-10', end: '2027-01-29' } },
  ...{ closesOn: '2026-12-08', state: 'open', municipalityIds: ['west', 'east'], askedIds: [], leadId: null },
  ...{ proposed: [], answers: [], calledAt: '2026-11-24T06:00:00Z', closedAt: null, closedReason: null, groupId: null },
}
let root: Root
let page: HTMLElement

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withDigOnce(withWorkbench(() => activateLanguage('ar')))()
  page = document.createElement('div')
  root = createRoot(page)
})
afterEach(() => act(() => root.unmount()))

it.each([
  ['whoever called', { role: 'utility', agencyId: 'water' }, true],
  ['another agency', { role: 'utility', agencyId: 'power' }, false],
  ['the office that decides on its ground', { role: 'planner', agencyId: 'west-office' }, true],
  ['an office that is merely touched', { role: 'planner', agencyId: 'east-office' }, false],
  ['the root authority', { role: 'planner', agencyId: 'root', everywhere: true }, true],
] as const)('offers the end of a call to %s: as the service has it', (_who, user, may) => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const towns = ['west', 'east'].map((id) => ({ id, agencyId: `${id}-office` }))
  client.setQueryData<Call>(callQuery(call.id).queryKey, call)
  client.setQueryData(['session'], { user: { everywhere: false, ...user } })
  client.setQueryData(['agencies'], { items: [] })
  client.setQueryData(['municipalities'], { items: towns })
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <CallDrawer id={call.id} onClose={() => undefined} />
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )
  const offered = [...page.querySelectorAll('button')].some(
    ({ textContent }) => textContent === arSharing['call.close'],
  )
  expect(offered).toBe(may)
})
