// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Meeting, Minute } from '../../../server/meeting/held/contract.ts'
import { readAddress } from '../../address.ts'
import { agenciesQuery, readyQuery, sessionQuery } from '../../agencies/queries.ts'
import { GoingProvider } from '../../going.tsx'
import { activateLanguage, LanguageProvider, withWorkbench } from '../../i18n/language.tsx'
import { withOffice } from '../../i18n/rooms.ts'
import { TimeWindowProvider } from '../../time/use-window.tsx'
import { MeetingWhole } from './MeetingWhole.tsx'
import { heldMeetingQuery } from './queries.ts'
import { useSitting } from './use-sitting.ts'

const agencyId = 'a0000000-0000-7000-8000-000000000001'
const item = {
  ...{ number: 1, about: { type: 'place', id: null }, reference: null, title: 'Race', agency: null, street: null },
  ...{ period: null, standing: null, weight: null, due: null, daysLeft: null, metres: null, streetDays: null },
  ...{ money: null, works: [], facts: [], see: [], at: null },
}
const minute: Minute = {
  item: 1,
  outcome: null,
  words: null,
  settlerId: null,
  settleBy: null,
  revision: 0,
  settled: null,
  turn: 0,
}
const meeting = {
  ...{ id: 'one', number: 'M-0001', agencyId, municipalityIds: [], quarter: '2027-Q1', area: null, heldOn: '2026-11-24' },
  ...{ state: 'called', calledAt: '2026-11-24T06:00:00Z', endedAt: null, items: 1, version: 1, calledBy: null },
  ...{ chair: null, note: null, endedBy: null, endReason: null, heldBack: [], may: { write: true, settle: true }, minutes: [minute] },
  ...{ outcomes: { agreed: 0, to_settle: 0, no_action: 0 }, settled: 0, attendance: [{ agencyId, attendance: null, people: null }] },
  pack: {
    ...{ quarter: '2027-Q1', period: { start: '2027-01-01', end: '2027-03-31' }, today: '2026-11-24', currency: 'SAR' },
    ...{ before: { start: '2026-10-01', end: '2026-12-31' }, preparedFor: null, area: { name: null, ground: null } },
    points: [
      {
        ...{ point: 'restrictions', title: 'Restrictions', total: 1, note: null },
        groups: [{ name: null, total: 1, note: null, items: [item] }],
      },
    ],
  },
} as unknown as Meeting // biome-ignore format: one line each

let root: Root
let page: HTMLElement
let client: QueryClient
let look: (isShown: boolean) => void

function Shown() {
  const [isShown, setShown] = useState(true)
  look = setShown
  const sitting = useSitting('one')
  const found = useQuery(heldMeetingQuery('one', 'en')).data
  return (
    <TimeWindowProvider today="2026-11-27">
      <GoingProvider value={{ pathname: '/office/meetings', address: { lang: 'en' }, go: () => undefined }}>
        {isShown && found ? <MeetingWhole meeting={found} sitting={sitting} /> : null}
      </GoingProvider>
    </TimeWindowProvider>
  )
}

const become = (next: Partial<Meeting>) =>
  act(async () => client.setQueryData(heldMeetingQuery('one', 'en').queryKey, { ...meeting, ...next }))

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const media = () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined })
  Object.defineProperty(window, 'matchMedia', { value: media, configurable: true })
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
  }
  await withWorkbench(withOffice(() => activateLanguage('en')))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } })
  client.setQueryData(sessionQuery.queryKey, null)
  client.setQueryData(agenciesQuery.queryKey, { items: [] })
  client.setQueryData(readyQuery.queryKey, { today: '2026-11-27', zone: 'Asia/Riyadh' } as never)
  client.setQueryData(heldMeetingQuery('one', 'en').queryKey, meeting)
  const routeTree = createRootRoute({ validateSearch: readAddress, component: Shown })
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/?sel=one'] }) })
  await act(async () => {
    await router.load()
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <RouterProvider router={router as never} />
        </LanguageProvider>
      </QueryClientProvider>,
    )
  })
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  vi.unstubAllGlobals()
})

const button = (words: string) =>
  [...page.querySelectorAll('button')].find((one) => one.textContent?.startsWith(words)) as HTMLButtonElement
const fieldOf = (label: string) => {
  const found = [...page.querySelectorAll('label')].find((one) => one.textContent?.startsWith(label)) as HTMLLabelElement
  return (found.control ?? found.querySelector('input, textarea, select')) as HTMLInputElement
} // biome-ignore format: one line
const write = (label: string, words: string) =>
  act(async () => {
    const field = fieldOf(label)
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, words)
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  })

it('keeps what is written of the sitting: nothing is closed over it, and neither the map nor a colleague takes it away', async () => {
  expect(button('Close the minutes').disabled).toBe(false)
  await write('Chaired by', 'Head of coordination')
  expect(button('Close the minutes').disabled).toBe(true)
  expect(button('Cancel the meeting').disabled).toBe(true)
  await act(async () => look(false))
  await act(async () => look(true))
  expect(fieldOf('Chaired by').value).toBe('Head of coordination')
  await become({ state: 'closed', version: 2, may: { write: false, settle: true } })
  await vi.waitFor(() => expect(page.textContent).toContain('What you wrote stays here to be copied'))
  expect(fieldOf('Chaired by').value).toBe('Head of coordination')
  expect(button('Save the day and the attendance').disabled).toBe(true)
})
