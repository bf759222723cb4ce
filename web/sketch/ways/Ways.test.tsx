// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { act, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../../i18n/language.tsx'
import { holdMap } from '../../map/held-map.ts'
import { blank } from '../sketch.ts'
import type { Sketching } from '../use-sketch.ts'
import { type Way, Ways } from './Ways.tsx'

const street = {
  id: 'king-fahd',
  name: { ar: 'طريق الملك فهد', en: 'King Fahd Road' },
  streetClass: 'arterial',
  municipalityId: '0192b9f0-0000-7000-8000-0000000000aa',
  line: { type: 'LineString', coordinates: [[46.7, 24.7], [46.71, 24.7]] },
} // biome-ignore format: one line
const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
client.setQueryData(['streets', 'search', 'king'], {
  pages: [{ items: [street], nextCursor: null }],
  pageParams: [null],
})
client.setQueryData(['municipalities'], {
  items: [{ id: street.municipalityId, name: { ar: 'الواحة', en: 'Oasis' } }],
})
client.setQueryData(['streets', street.id, 'crossings'], {
  items: [{ street: { id: 'olaya', name: { ar: 'شارع العليا', en: 'Olaya Street' } }, place: [46.705, 24.7] }],
})
const sketching = { sketch: blank('line'), stroke: () => undefined } as unknown as Sketching

function Drawing() {
  const [way, setWay] = useState<Way>('streets')
  return <Ways way={way} onWay={setWay} sketching={sketching} />
}

let root: Root
let page: HTMLElement
beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  await withWorkbench(() => activateLanguage('en'))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  await act(() =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <Drawing />
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  holdMap(null)
})

const press = (text: string) =>
  act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent?.includes(text))?.click())
const change = (field: HTMLInputElement | HTMLSelectElement, value: string) =>
  act(async () => {
    const kind = field instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value)
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  })
const hidden = (element: Element | null | undefined) => element?.closest('[style*="display: none"]') !== null

it('keeps the street and its stretch while another way is looked at', async () => {
  await change(page.querySelector('input[type=search]') as HTMLInputElement, 'king')
  await press('King Fahd Road')
  const from = () => page.querySelectorAll('select')[0] as HTMLSelectElement
  await change(from(), '1')
  expect(from().selectedOptions[0]?.textContent).toContain('Olaya Street')

  await press('Coordinates')
  expect(page.querySelector('textarea')).not.toBeNull()
  expect(hidden(page.querySelector('.way-chosen'))).toBe(true)

  await press('Streets')
  expect(hidden(page.querySelector('.way-chosen'))).toBe(false)
  expect(page.querySelector('.way-chosen')?.textContent).toContain('King Fahd Road')
  expect(from().value).toBe('1')
})

it('brings what is added by coordinates into sight', async () => {
  const flights: unknown[] = []
  Object.defineProperty(window, 'matchMedia', { value: () => ({ matches: false }), configurable: true })
  await act(async () =>
    holdMap({
      getContainer: () => page,
      getZoom: () => 12,
      easeTo: ({ center }: { center: unknown }) => flights.push(center),
    } as unknown as MapLibreMap),
  )
  await press('Coordinates')
  const points = page.querySelector('textarea') as HTMLTextAreaElement
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(
      points,
      '24.7, 46.7\n24.7, 46.71\n24.7, 46.72',
    )
    points.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await press('Add the points')
  expect(flights).toEqual([[46.71, 24.7]])
})
