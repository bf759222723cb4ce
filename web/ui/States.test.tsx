// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider } from '../i18n/language.tsx'
import { changeDisplay } from '../settings/display.ts'
import { faultAt } from './fault.ts'
import { Failure } from './States.tsx'

let root: Root
let page: HTMLElement

const problem = {
  type: '/problems/refused',
  title: 'تعذّر حفظ 2 من الأعمال',
  status: 409,
  detail: 'العمل RUH-2026-0001234 على بعد 1.5 م عند 24.71234, 46.67512 حتى 2026-12-06',
  errors: [{ path: 'trenchWidthMetres', message: 'لا يزيد على 100' }],
  reasons: [{ code: 'near', detail: 'بقي 14 يومًا' }],
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await activateLanguage('ar')
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  act(() =>
    root.render(
      <LanguageProvider>
        <Failure problem={problem} />
      </LanguageProvider>,
    ),
  )
})
afterEach(() => {
  act(() => changeDisplay({ digits: 'latin' }))
  act(() => root.unmount())
  page.remove()
})

const text = () => page.textContent ?? ''

it('says a problem with the digits of the reader, at once when they are chosen', () => {
  expect(text()).toContain('تعذّر حفظ 2 من الأعمال')
  act(() => changeDisplay({ digits: 'arabic' }))
  for (const words of ['تعذّر حفظ ٢ من', '١٫٥ م', '٦ ديسمبر ٢٠٢٦', 'لا يزيد على ١٠٠', 'بقي ١٤ يومًا'])
    expect(text()).toContain(words)
  expect(faultAt(problem, 'trenchWidthMetres')).toBe('لا يزيد على ١٠٠')
})

it('leaves what is copied as it is: identifiers and coordinates', () => {
  act(() => changeDisplay({ digits: 'arabic' }))
  for (const words of ['RUH-2026-0001234', '24.71234, 46.67512']) expect(text()).toContain(words)
})
