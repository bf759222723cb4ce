// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, useSpeech, withWorkbench } from '../i18n/language.tsx'
import { lossOfForm } from '../ui/loss-words.ts'
import { useLossQuestion } from '../ui/use-loss-question.tsx'
import { goOn, hold } from './ended.ts'
import { HeldPage } from './HeldPage.tsx'

let root: Root
let page: HTMLElement

/** A form that asks before it is left. */
const Asking = () => useLossQuestion(true, lossOfForm(useSpeech().say)).question

const forms = { asks: Asking, 'asks nothing': () => <p>form</p> }

async function show(form: keyof typeof forms) {
  const whole = createRootRoute({
    component: () => (
      <>
        <HeldPage />
        <Outlet />
      </>
    ),
  })
  const at = (path: string, component: () => React.ReactNode) =>
    createRoute({ getParentRoute: () => whole, path, component })
  const routeTree = whole.addChildren([at('/', forms[form]), at('/other', () => <p>other</p>)])
  const router = createRouter({ routeTree, history: createMemoryHistory() })
  await act(async () => {
    await router.load()
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <LanguageProvider>
          <RouterProvider router={router as never} />
        </LanguageProvider>
      </QueryClientProvider>,
    )
  })
  return {
    lead: () => act(async () => router.history.push('/other')),
    path: () => router.history.location.pathname,
  }
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
  await withWorkbench(() => activateLanguage('en'))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  goOn()
})

const dialogs = () => [...page.querySelectorAll('dialog')]

it.each(Object.keys(forms) as (keyof typeof forms)[])(
  'a page that is held is not left, and nobody is asked, where its form %s',
  async (form) => {
    const { lead, path } = await show(form)
    await act(async () => hold())
    await lead()
    expect([path(), dialogs().length]).toEqual(['/', 1])
    await act(async () => goOn())
    await lead()
    expect([path(), dialogs().length]).toEqual(form === 'asks' ? ['/', 1] : ['/other', 0])
  },
)

it('its cover comes back where the browser takes it off, and what lies beneath is hidden by itself', async () => {
  await show('asks nothing')
  await act(async () => hold())
  const [cover] = dialogs()
  const press = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  document.body.dispatchEvent(press)
  expect(press.defaultPrevented).toBe(true)
  act(() => cover?.close())
  expect(cover?.open).toBe(true)
  expect(document.documentElement.dataset.held).toBe('')
  await act(async () => goOn())
  expect([dialogs().length, document.documentElement.dataset.held]).toEqual([0, undefined])
})
