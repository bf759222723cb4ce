// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { InviteDrawer } from '../accounts/InviteDrawer.tsx'
import { readAddress, useChangeAddress } from '../address.ts'
import { agenciesQuery, readyQuery, sessionQuery } from '../agencies/queries.ts'
import { NewBanDrawer } from '../contractors/NewBanDrawer.tsx'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { withAdministration, withLedger, withOffice } from '../i18n/rooms.ts'
import { ChecklistEditor } from '../inspections/ChecklistEditor.tsx'
import { EnterEntry } from '../streets/ledger/EnterEntry.tsx'

let root: Root
let page: HTMLElement
let router: { state: { location: { search: unknown } } }

const street = { id: '1', code: 'A', name: { ar: 'شارع', en: 'Street' }, box: [0, 0, 1, 1], lengthMetres: 900 }
type Leading = Parameters<ReturnType<typeof useChangeAddress>>[0]
type Form = (close: () => void) => ReactNode

const forms: Record<string, Form> = {
  'a ban': (close) => <NewBanDrawer onClose={close} />,
  'an invitation': (close) => <InviteDrawer onClose={close} />,
  'a cut of before': (close) => <EnterEntry street={street as never} today="2026-11-27" onDone={close} />,
}

let shown: Form
/** Where closing the form leads. */
let leads: Leading

function Opened() {
  const change = useChangeAddress()
  return shown(() => void change(leads))
}

async function show(form: Form, to: Leading = { sel: undefined }): Promise<void> {
  leads = to
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } })
  client.setQueryData(sessionQuery.queryKey, null)
  client.setQueryData(agenciesQuery.queryKey, { items: [] })
  client.setQueryData(readyQuery.queryKey, { today: '2026-11-27', zone: 'Asia/Riyadh' } as never)
  shown = form
  const routeTree = createRootRoute({ validateSearch: readAddress, component: Opened })
  const made = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/?sel=new'] }) })
  router = made
  await act(async () => {
    await made.load()
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <RouterProvider router={made as never} />
        </LanguageProvider>
      </QueryClientProvider>,
    )
  })
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
  }
  await withWorkbench(withAdministration(withLedger(withOffice(() => activateLanguage('en')))))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const selected = () => (router.state.location.search as { sel?: string }).sel
const question = () => page.querySelector('dialog.confirm')
const pressEscape = () =>
  act(async () =>
    page
      .querySelector('form input, form textarea')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })),
  )

async function write(): Promise<void> {
  const field = page.querySelector<HTMLInputElement | HTMLTextAreaElement>('form textarea, form input') as HTMLElement
  const of = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  await act(async () => {
    Object.getOwnPropertyDescriptor(of.prototype, 'value')?.set?.call(field, 'written')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

for (const [name, form] of Object.entries(forms)) {
  it(`asks before ${name} that was begun is thrown away by Escape`, async () => {
    await show(form)
    await write()
    await pressEscape()
    expect([selected(), question() !== null]).toEqual(['new', true])
    await act(async () => question()?.querySelectorAll('button')[1]?.click())
    expect(selected()).toBeUndefined()
  })

  it(`closes ${name} that was not begun without a question`, async () => {
    await show(form)
    await pressEscape()
    expect([selected(), question()]).toEqual([undefined, null])
  })
}

it('asks before another tab throws away a list that was begun', async () => {
  const checklist = { kind: 'backfill', version: 1, items: [] }
  const editor = <ChecklistEditor checklist={checklist as never} seen={1} onReload={() => {}} onDone={() => {}} />
  await show(
    (turn) => (
      <>
        {editor}
        <button type="button" id="turn" onClick={turn} />
      </>
    ),
    { tab: 'site_safety' },
  )
  await write()
  await act(async () => page.querySelector<HTMLElement>('#turn')?.click())
  expect(question()).not.toBeNull()
})
