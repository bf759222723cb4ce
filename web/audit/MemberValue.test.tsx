// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { withAdministration } from '../i18n/rooms.ts'
import { MemberValue } from './MemberValue.tsx'

const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
let root: Root
let page: HTMLElement
beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withWorkbench(withAdministration(() => activateLanguage('en')))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

const shown = (value: unknown) =>
  act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <MemberValue subject="works" member="connectionList" value={value} />
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )
const alone = () => [...page.querySelectorAll('bdi')].map((each) => each.textContent)

it('lists names in the direction of the page, each in its own', async () => {
  await shown(['مبنى النخيل', 'Villa 7', 'مدرسة الفجر'])
  expect(page.textContent).toBe('مبنى النخيل, Villa 7, مدرسة الفجر')
  expect(alone()).toEqual(['مبنى النخيل', 'Villa 7', 'مدرسة الفجر'])
})

it('tells a connection by its number, its building and its metres', async () => {
  await shown([{ id: 'a', number: 3, label: 'مبنى النخيل', lengthMetres: 12.5 }])
  expect(page.textContent).toBe('3. مبنى النخيل (12.5 m)')
  expect(alone()).toEqual(['مبنى النخيل'])
})

it('runs what history tells of a connection as the page does, whatever its building is called', async () => {
  await shown([{ ar: '3: مبنى النخيل، 12.00 م', en: '3: مبنى النخيل, 12.00 m' }])
  expect(page.querySelector('bdi')?.outerHTML).toBe('<bdi dir="ltr">3: مبنى النخيل, 12.00 m</bdi>')
})

it('says of nothing that there is nothing', async () => {
  await shown(null)
  expect(page.textContent).toBe('—')
})

it('calls the items of a checklist by their words', async () => {
  const text = { ar: 'الحواجز قائمة', en: 'Barriers stand' }
  await shown([{ code: 'barriers', severity: 'high', text, reasons: [] }])
  expect(page.textContent).toBe('Barriers stand')
})

it.each([
  ['3000 SAR', 'SAR 3,000.00'],
  [{ id: 'a', number: 'KSA-2026-0000007' }, 'KSA-2026-0000007'],
  [{ id: 'a', kind: 'call' }, 'A call for interest'],
] as const)('says %j as a reader would: %s', async (value, words) => {
  await shown(value)
  expect(page.textContent?.replaceAll('\u00a0', ' ')).toBe(words)
})
