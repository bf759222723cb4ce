// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { FileMenu } from './FileMenu.tsx'
import { withinList } from './within-list.ts'

let root: Root
let page: HTMLElement
const make = vi.fn()

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withWorkbench(() => activateLanguage('en'))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  const files = [
    { title: 'CSV table', detail: 'All', href: '/api/works.csv' },
    { title: 'As seen', detail: 'Waits', make, isReady: false },
  ]
  act(() =>
    root.render(
      <LanguageProvider>
        <FileMenu files={files} />
      </LanguageProvider>,
    ),
  )
  act(() => page.querySelector('button')?.click())
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

it('offers what the service writes as a file, and what is made here once it is whole', () => {
  expect(page.querySelector('a[download]')?.getAttribute('href')).toBe('/api/works.csv')
  const button = [...page.querySelectorAll('button')].at(-1)
  expect(button?.disabled).toBe(true)
})

const at = (left: number, right: number) => ({ getBoundingClientRect: () => ({ left, right }) as DOMRect })

it.each([
  [400, 620, '-88px'],
  [100, 320, ''],
  [-20, 200, '28px'],
] as const)('from %i to %i within a list from 0 to 540 moves by %s', (left, right, moved) => {
  const opened = Object.assign(document.createElement('div'), at(left, right))
  opened.closest = () => Object.assign(document.createElement('section'), at(0, 540)) as never
  withinList(opened)
  expect(opened.style.translate ?? '').toBe(moved)
})
