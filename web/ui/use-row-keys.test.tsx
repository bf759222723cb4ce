// @vitest-environment jsdom
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useRowKeys, useRowMove } from './use-row-keys.ts'

let root: Root
let page: HTMLElement
let moves: number[]

function List({ isAsking }: { isAsking: boolean }) {
  useRowKeys((step) => moves.push(step))
  return isAsking ? <dialog open>?</dialog> : null
}

let opened: string[]

function Opened({ ids, sel }: { ids: string[]; sel: string }) {
  useRowKeys(useRowMove({ ids, opened: sel, open: (id) => opened.push(id), rows: 'button' }))
  return null
}

const shown = (isAsking: boolean) => act(() => root.render(<List isAsking={isAsking} />))
const press = (code: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true }))

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  moves = []
  page = document.body.appendChild(document.createElement('div'))
  root = createRoot(page)
})
afterEach(async () => {
  await act(() => root.unmount())
  page.remove()
})

it('leads down and up, but not beneath a dialog that asks something', async () => {
  await shown(false)
  press('KeyJ')
  press('KeyK')
  expect(moves).toEqual([1, -1])
  await shown(true)
  press('KeyJ')
  expect(moves).toEqual([1, -1])
})

it('goes on where a row stood that has left the list', async () => {
  opened = []
  const show = (ids: string[], sel: string) => act(() => root.render(<Opened ids={ids} sel={sel} />))
  await show(['a', 'b', 'c', 'd'], 'b')
  press('KeyJ')
  press('KeyK')
  expect(opened).toEqual(['c', 'a'])
  opened = []
  await show(['a', 'c', 'd'], 'b')
  press('KeyJ')
  press('KeyK')
  expect(opened).toEqual(['c', 'a'])
})
