// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { routed } from '../../testing/routed-page.tsx'
import { GoingProvider } from '../going.tsx'
import { activateLanguage, withWorkbench } from '../i18n/language.tsx'
import { withOffice, withPermits } from '../i18n/rooms.ts'
import PlanPage from './PlanPage.tsx'
import { agenciesPlanQuery, streetsPlanQuery } from './queries.ts'

const asked = { year: 2026, municipality: undefined, agency: undefined, category: undefined }
const street = (id: string | null) => ({ id, name: { ar: 'شارع', en: `Street ${id}` }, total: 0, works: [] })
let root: Root
let page: HTMLElement

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const media = () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined })
  Object.defineProperty(window, 'matchMedia', { value: media, configurable: true })
  await withPermits(withOffice(withWorkbench(() => activateLanguage('en'))))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

function Shown() {
  return (
    <GoingProvider value={{ pathname: '/office/plan', address: { lang: 'en' }, go: () => undefined }}>
      <PlanPage />
    </GoingProvider>
  )
}

it.each([
  ['where more streets of the year are not there', 'more', 'These are the first 2 streets of the plan'],
  ['not where all are', null, undefined],
])('says on paper %s', async (_when, nextCursor, said) => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(['session'], { user: { role: 'utility', agencyId: 'water', everywhere: false } })
  client.setQueryData(['agencies'], { items: [] })
  client.setQueryData(['municipalities'], { items: [] })
  client.setQueryData(agenciesPlanQuery(asked).queryKey, { year: 2026, items: [] })
  const pages = [{ year: 2026, items: [street('one'), street(null)], nextCursor }]
  client.setQueryData(streetsPlanQuery(asked).queryKey, { pages, pageParams: [null] })
  const shown = await routed(client, <Shown />)
  await act(async () => root.render(shown))
  expect(page.querySelectorAll('.plan-row')).toHaveLength(2)
  const paper = page.querySelector('.plan-printed')?.textContent
  expect(said ? paper?.startsWith(said) : paper).toBe(said ? true : undefined)
})
