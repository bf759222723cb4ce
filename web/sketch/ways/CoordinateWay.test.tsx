// @vitest-environment jsdom
import { act, useReducer } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../../i18n/language.tsx'
import { blank, drawn, type Shape, type Sketch } from '../sketch.ts'
import { CoordinateWay } from './CoordinateWay.tsx'

const ring = [[46.6, 24.7], [46.7, 24.7], [46.7, 24.8], [46.6, 24.7]] // biome-ignore format: one line
const polygon = JSON.stringify({ type: 'Polygon', coordinates: [ring] })
const line = JSON.stringify({ type: 'LineString', coordinates: ring })

let root: Root
let page: HTMLElement
let sketch: Sketch
let saved: number

function Drawing({ shape }: { shape: Shape }) {
  const [now, stroke] = useReducer(drawn, shape, blank)
  sketch = now
  return (
    <aside className="drawer">
      <CoordinateWay sketch={now} stroke={stroke} />
      <button type="button" className="button primary" onClick={() => (saved += 1)}>
        Save
      </button>
    </aside>
  )
}

const show = (shape: Shape) =>
  act(async () =>
    root.render(
      <LanguageProvider>
        <Drawing shape={shape} />
      </LanguageProvider>,
    ),
  )
const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string) =>
  act(async () => {
    const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
const press = (words: string) =>
  act(async () => [...page.querySelectorAll('button')].find((each) => each.textContent === words)?.click())
const add = async (text: string) => {
  await type(page.querySelector('textarea') as HTMLTextAreaElement, text)
  await press('Add the points')
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  saved = 0
  await withWorkbench(() => activateLanguage('en'))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

it.each([
  ['line', polygon, 'This is an area, and what is being drawn is a route.'],
  ['area', line, 'This is a route, and what is being drawn is an area.'],
] as const)('takes nothing into a %s of what is another shape, and says so', async (shape, text, words) => {
  await show(shape)
  await add(text)
  expect(sketch.vertices).toEqual([])
  expect(page.querySelector('[role=alert]')?.textContent).toBe(words)
})

it.each([
  ['line', line, 4],
  ['area', polygon, 3],
  ['area', '24.7, 46.6\n24.8, 46.7', 2],
] as const)('takes into a %s what is of its shape, or points', async (shape, text, count) => {
  await show(shape)
  await add(text)
  expect(sketch.vertices).toHaveLength(count)
  expect(page.querySelector('[role=alert]')).toBeNull()
})

it('saves nothing while a point that is being corrected is none, and says what is wrong', async () => {
  await show('line')
  await add('24.7, 46.6\n24.8, 46.7')
  const point = page.querySelectorAll('.way-points input')[1] as HTMLInputElement
  await type(point, '24.9, 466')
  await press('Save')
  expect(saved).toBe(0)
  expect(document.activeElement).toBe(point)
  const words = document.getElementById(point.getAttribute('aria-describedby') ?? '')?.textContent
  expect(words).toBe('Not a position: latitude, then longitude, such as 24.71234, 46.67512')
  await type(point, '24.9, 46.8')
  expect(point.getAttribute('aria-describedby')).toBeNull()
  await press('Save')
  expect(saved).toBe(1)
})
