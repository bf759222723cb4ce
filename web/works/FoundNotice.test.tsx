// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { WorksSummary } from '../../server/works/contract.ts'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { FoundNotice } from './FoundNotice.tsx'

let root: Root
let page: HTMLElement
const retry = vi.fn()

function shown(count: number, total: number, isFailed = false): string {
  const works = Array.from({ length: count }, () => ({}) as WorksSummary)
  act(() =>
    root.render(
      <LanguageProvider>
        <FoundNotice found={{ works, total, isFailed, retry }} />
      </LanguageProvider>,
    ),
  )
  return page.textContent ?? ''
}

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

it('says nothing where all that is found is on the map', () => {
  expect(shown(500, 500)).toBe('')
  expect(shown(0, 0)).toBe('')
})

it('says how many of how many are on the map', () => {
  expect(shown(500, 1234)).toContain('the first 500 of 1,234 works')
})

it('says that they did not come, and asks again', () => {
  expect(shown(0, 0, true)).toContain('could not be shown')
  act(() => page.querySelector('button')?.click())
  expect(retry).toHaveBeenCalledOnce()
})
