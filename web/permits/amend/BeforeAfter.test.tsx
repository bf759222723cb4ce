// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../../i18n/language.tsx'
import { withPermits } from '../../i18n/rooms.ts'
import { BeforeAfter } from './BeforeAfter.tsx'

const building = (number: number | null, label: string) => ({ id: `${number}`, number, label, lengthMetres: 12.5 })
const before = { connectionList: [building(1, 'مبنى النخيل'), building(2, 'Villa 7')] }
const after = { connectionList: [building(null, 'مدرسة الفجر')] }

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

it.each([
  ['en', ['1. مبنى النخيل (12.5 m), 2. Villa 7 (12.5 m)', 'مدرسة الفجر (12.5 m)']],
  ['ar', ['1. مبنى النخيل (12.5 م)، 2. Villa 7 (12.5 م)', 'مدرسة الفجر (12.5 م)']],
] as const)('lists buildings in the direction of the page, each name in its own, in %s', async (language, told) => {
  await withWorkbench(withPermits(() => activateLanguage(language)))()
  await act(() =>
    root.render(
      <LanguageProvider>
        <BeforeAfter before={before} after={after} />
      </LanguageProvider>,
    ),
  )
  const cells = [...page.querySelectorAll('tbody td')]
  expect(cells.map((cell) => cell.textContent)).toEqual(told)
  // nothing but a name lets its own letters decide how it runs
  expect([...page.querySelectorAll('bdi')].map((name) => name.textContent)).toEqual([
    'مبنى النخيل',
    'Villa 7',
    'مدرسة الفجر',
  ])
})

it('tells a route as it was from the one that takes its place', async () => {
  await withWorkbench(withPermits(() => activateLanguage('en')))()
  const line = { type: 'LineString', coordinates: [] }
  await act(() =>
    root.render(
      <LanguageProvider>
        <BeforeAfter before={{ route: line }} after={{ route: line }} />
      </LanguageProvider>,
    ),
  )
  expect([...page.querySelectorAll('tbody td')].map((cell) => cell.textContent)).toEqual([
    'The earlier route',
    'The new route',
  ])
})
