// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { activateLanguage, LanguageProvider, withWorkbench } from '../i18n/language.tsx'
import { DayField } from './DayField.tsx'

const heard: string[] = []
let root: Root
let page: HTMLElement

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  heard.length = 0
  await withWorkbench(() => activateLanguage('ar'))()
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  act(() =>
    root.render(
      <LanguageProvider>
        <DayField label="من" value="2026-12-06" onChange={(day) => heard.push(day)} />
      </LanguageProvider>,
    ),
  )
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
})

function field(): HTMLInputElement {
  const found = page.querySelector('input')
  if (!found) throw new Error('no field')
  return found
}

function type(text: string): void {
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  act(() => {
    set?.call(field(), text)
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })
}

it('shows the day as it is typed, with the Hijri day beneath', () => {
  expect(field().value).toBe('06/12/2026')
  expect(page.querySelector('small')?.textContent).toMatch(/26 جمادى الآخرة 1448/)
  expect(page.querySelector('label')?.htmlFor).toBe(field().id)
  expect(document.documentElement.dir).toBe('rtl')
})

it('tells of a new day on Enter', () => {
  type('٧/١٢/٢٠٢٦')
  act(() => field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })))
  expect(heard).toEqual(['2026-12-07'])
})

it('leaves what is no day to the form that keeps it, until it is mended or picked', () => {
  const kept: (string | undefined)[] = []
  const show = (noDay: string | undefined) =>
    act(() =>
      root.render(
        <LanguageProvider>
          <DayField
            label="من"
            value="2026-12-06"
            noDay={noDay}
            onNoDay={(text) => kept.push(text)}
            onChange={(day) => heard.push(day)}
          />
        </LanguageProvider>,
      ),
    )
  show(undefined)
  for (const text of ['31/02/2026', '12/12', '']) {
    type(text)
    show(kept.at(-1))
    expect([field().value, field().getAttribute('aria-invalid')]).toEqual([text, 'true'])
  }
  // it is moved by other means, and the form no longer keeps what was typed
  show(undefined)
  expect([field().value, field().getAttribute('aria-invalid')]).toEqual(['06/12/2026', 'false'])
  type('7/12/2026')
  act(() => field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })))
  expect(kept).toEqual(['31/02/2026', '12/12', '', undefined])
  expect(heard).toEqual(['2026-12-07'])
})

it('says what is not a day and tells nobody', () => {
  type('31/02/2026')
  act(() => field().dispatchEvent(new FocusEvent('focusout', { bubbles: true })))
  expect(heard).toEqual([])
  expect(field().getAttribute('aria-invalid')).toBe('true')
  expect(page.querySelector('small')?.textContent).toBe('اكتب التاريخ هكذا: 23/11/2026')
})

it('lets nothing be saved beside it while it shows what is no day', () => {
  const saved: string[] = []
  act(() =>
    root.render(
      <LanguageProvider>
        <section className="drawer">
          <form
            onSubmit={(event) => {
              event.preventDefault()
              saved.push('submitted')
            }}
          >
            <DayField label="من" value="2026-12-06" onChange={() => undefined} />
            <button type="submit">حفظ</button>
          </form>
          <button type="button" className="button primary" onClick={() => saved.push('pressed')}>
            حفظ
          </button>
          <button type="button" className="button" onClick={() => saved.push('left')}>
            رجوع
          </button>
        </section>
      </LanguageProvider>,
    ),
  )
  const press = () => {
    for (const button of page.querySelectorAll<HTMLButtonElement>('form button[type=submit], .button'))
      act(() => button.click())
    return saved.splice(0)
  }
  type('32/3/2026')
  expect(press()).toEqual(['left'])
  type('31/3/2026')
  expect(press()).toEqual(['submitted', 'pressed', 'left'])
})
