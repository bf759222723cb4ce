// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { act, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../../i18n/language.tsx'
import { holdMap } from '../../map/held-map.ts'
import { blank, drawn, type Sketch } from '../sketch.ts'
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
let sketch: Sketch

function Drawing() {
  const [way, setWay] = useState<Way>('streets')
  const sketching = { sketch, stroke: () => undefined } as unknown as Sketching
  return (
    <aside className="drawer">
      <Ways way={way} onWay={setWay} sketching={sketching} />
    </aside>
  )
}

let root: Root
let page: HTMLElement
const show = () =>
  act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <Drawing />
        </LanguageProvider>
      </QueryClientProvider>,
    ),
  )

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  sketch = blank('line')
  await withWorkbench(() => activateLanguage('en'))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  await show()
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

const typed = (field: HTMLTextAreaElement | HTMLInputElement, text: string) =>
  act(async () => {
    const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })

it('keeps the points that are typed and not yet added while another way is looked at', async () => {
  await press('Coordinates')
  await typed(page.querySelector('textarea') as HTMLTextAreaElement, '24.7, 46.7')
  await press('Streets')
  expect(hidden(page.querySelector('textarea'))).toBe(true)
  await press('Coordinates')
  expect(hidden(page.querySelector('textarea'))).toBe(false)
  expect(page.querySelector('textarea')?.value).toBe('24.7, 46.7')
})

it('does not leave a point behind that cannot be read', async () => {
  sketch = drawn(blank('line'), { stroke: 'add', vertices: [{ place: [46.7, 24.7], loose: false }] })
  await show()
  await press('Coordinates')
  const point = () => page.querySelector('.way-points input') as HTMLInputElement
  await typed(point(), '24.7, 467')
  await press('Streets')
  expect(point().value).toBe('24.7, 467')
  expect(document.activeElement).toBe(point())
  await typed(point(), '24.7, 46.8')
  await press('Streets')
  expect(point()).toBeNull()
})
