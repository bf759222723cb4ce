// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { TextFilter } from './TextFilter.tsx'

const heard: string[] = []
let root: Root
let page: HTMLElement

function show(value: string): void {
  act(() =>
    root.render(
      <LanguageProvider>
        <TextFilter value={value} onChange={(text) => heard.push(text)} />
      </LanguageProvider>,
    ),
  )
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  heard.length = 0
  await withWorkbench(() => activateLanguage('ar'))()
  vi.useFakeTimers()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  show('')
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  vi.useRealTimers()
})

const field = () => page.querySelector('input') as HTMLInputElement
const wait = () => act(() => vi.advanceTimersByTime(300))

function type(text: string): void {
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  act(() => {
    set?.call(field(), text)
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })
}

it('keeps the space after a word, and tells the words', () => {
  type('تمديد ')
  wait()
  expect(heard).toEqual(['تمديد'])
  show('تمديد')
  expect(field().value).toBe('تمديد ')
  type('تمديد كابل')
  wait()
  expect(heard).toEqual(['تمديد', 'تمديد كابل'])
})

it('keeps what is typed while the address catches up', () => {
  type('ca')
  wait()
  type('cab')
  show('ca')
  expect(field().value).toBe('cab')
  wait()
  type('cabl')
  wait()
  show('cab')
  show('cabl')
  expect(field().value).toBe('cabl')
  expect(heard).toEqual(['ca', 'cab', 'cabl'])
})

it('follows the address where somebody else changed it', () => {
  type('cable')
  wait()
  show('cable')
  show('')
  expect(field().value).toBe('')
  wait()
  expect(heard).toEqual(['cable'])
})

it('tells as soon as the pause is over, however often the page is drawn meanwhile', () => {
  type('cable')
  for (let i = 0; i < 4; i += 1) {
    act(() => vi.advanceTimersByTime(100))
    show('')
  }
  expect(heard).toEqual(['cable'])
})
