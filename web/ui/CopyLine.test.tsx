// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { activateLanguage, LanguageProvider } from '../i18n/language.tsx'
import { CopyLine } from './CopyLine.tsx'

let root: Root
let page: HTMLElement

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await activateLanguage('en')
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  act(() =>
    root.render(
      <LanguageProvider>
        <CopyLine label="Link" value="https://nasaq.example/welcome#secret" />
      </LanguageProvider>,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  Reflect.deleteProperty(navigator, 'clipboard')
  Reflect.deleteProperty(document, 'execCommand')
})

function browserWith(clipboard: object | undefined, olderWay: boolean): void {
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true })
  Object.defineProperty(document, 'execCommand', { value: () => olderWay, configurable: true })
}

async function copied(): Promise<string | null | undefined> {
  await act(async () => page.querySelector('button')?.click())
  return page.querySelector('[role=status]')?.textContent
}

it('copies by the clipboard', async () => {
  const writeText = vi.fn(async () => undefined)
  browserWith({ writeText }, false)
  expect(await copied()).toBe('Copied')
  expect(writeText).toHaveBeenCalledWith('https://nasaq.example/welcome#secret')
})

it.each([
  ['is none, as on plain HTTP', undefined],
  ['refuses', { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }],
])('copies by the older way where the clipboard %s', async (_how, clipboard) => {
  browserWith(clipboard, true)
  expect(await copied()).toBe('Copied')
})

it('selects the text where nothing copies, and says so', async () => {
  browserWith(undefined, false)
  expect(await copied()).toBe('The text is selected: copy it yourself')
  const { selectionStart, selectionEnd, value } = page.querySelector('input') as HTMLInputElement
  expect([selectionStart, selectionEnd]).toEqual([0, value.length])
})
