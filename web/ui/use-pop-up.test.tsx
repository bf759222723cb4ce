// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { usePopUp } from './use-pop-up.ts'

let root: Root
let page: HTMLElement
const heard: string[] = []

function Menu() {
  const popUp = usePopUp()
  return (
    <div {...popUp.box}>
      <button {...popUp.button}>open</button>
      {popUp.isOpen ? (
        <p id={popUp.id}>
          <button type="button" onClick={popUp.close}>
            done
          </button>
        </p>
      ) : null}
    </div>
  )
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  heard.length = 0
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
  act(() => root.render(<Menu />))
  document.addEventListener('keydown', listen)
})
afterEach(() => {
  act(() => root.unmount())
  page.remove()
  document.removeEventListener('keydown', listen)
})

function listen({ key }: KeyboardEvent): void {
  heard.push(key)
}

const [opener, inside] = [() => page.querySelector('button'), () => page.querySelector<HTMLElement>('p button')]
const press = (key: string) =>
  act(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))

function open(): void {
  act(() => opener()?.click())
  act(() => inside()?.focus())
  expect([opener()?.ariaExpanded ?? opener()?.getAttribute('aria-expanded'), inside() !== null]).toEqual(['true', true])
  expect(opener()?.getAttribute('aria-controls')).toBe(page.querySelector('p')?.id)
}

it('closes by Escape, which nobody else hears, and gives the focus back', () => {
  open()
  press('Escape')
  expect([inside(), document.activeElement, heard]).toEqual([null, opener(), []])
  press('Escape')
  expect(heard).toEqual(['Escape'])
})

it('closes by a press beside it, not by one in it', () => {
  open()
  act(() => inside()?.dispatchEvent(new Event('pointerdown', { bubbles: true })))
  expect(inside()).not.toBeNull()
  act(() => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true })))
  expect(inside()).toBeNull()
})

it('closes when what is in it is done', () => {
  open()
  act(() => inside()?.click())
  expect([inside(), document.activeElement]).toEqual([null, opener()])
})
