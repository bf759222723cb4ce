// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { Chooser } from './Chooser.tsx'

const heard: string[] = []
let root: Root
let page: HTMLElement
let canvas: HTMLElement

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  heard.length = 0
  await withWorkbench(() => activateLanguage('ar'))()
  page = document.body.appendChild(document.createElement('div'))
  canvas = document.body.appendChild(document.createElement('button'))
  canvas.focus()
  const picks = Array.from({ length: 12 }, (_, n) => ({
    key: `${n}`,
    label: `works ${n}`,
    choose: () => heard.push(`chose ${n}`),
  }))
  root = createRoot(page)
  act(() =>
    root.render(
      <LanguageProvider>
        <Chooser
          choice={{ picks, isMore: false, x: 10, y: 10, map: { width: 800, height: 600 } }}
          onClose={() => heard.push('closed')}
        />
      </LanguageProvider>,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  canvas.remove()
})

const press = (key: string) =>
  act(() =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  )
const focused = () => document.activeElement?.textContent

it('offers everything under the pointer', () => {
  expect(page.querySelectorAll('[role=menuitem]')).toHaveLength(12)
})

it('is walked through by arrows, and goes round', () => {
  expect(focused()).toBe('works 0')
  press('ArrowDown')
  expect(focused()).toBe('works 1')
  press('End')
  expect(focused()).toBe('works 11')
  press('ArrowDown')
  expect(focused()).toBe('works 0')
  press('ArrowUp')
  expect(focused()).toBe('works 11')
  press('Home')
  expect(focused()).toBe('works 0')
  act(() => (document.activeElement as HTMLElement).click())
  expect(heard).toEqual(['closed', 'chose 0'])
})

it('gives the focus back on Escape', () => {
  press('Escape')
  expect(heard).toEqual(['closed'])
  expect(document.activeElement).toBe(canvas)
})
