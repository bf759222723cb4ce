// @vitest-environment jsdom
import { afterEach, expect, it } from 'vitest'
import { newDraft } from './draft.ts'
import { forgetKept, keptBy, readKept } from './kept-draft.ts'

afterEach(() => localStorage.clear())

const draft = { ...newDraft('2026-11-24', undefined), title: 'Cable' }
const drawing = (id: string, more: object = {}) => ({
  form: 2,
  id,
  draft: null,
  shape: 'line',
  vertices: [{ place: [50.1, 20.3], loose: false }],
  finished: false,
  keptAt: `2026-11-2${id}T08:00:00Z`,
  ...more,
})
const put = (place: string, value: unknown) => localStorage.setItem(`nasaq.draft.${place}`, JSON.stringify(value))

it('has a place for each drawing of an author, the latest first', () => {
  put('noor.1', drawing('1'))
  put('noor.2', drawing('2'))
  put('other.3', drawing('3'))
  expect(keptBy('noor').map(({ id }) => id)).toEqual(['2', '1'])
  forgetKept('noor', '2')
  expect(keptBy('noor').map(({ id }) => id)).toEqual(['1'])
  expect(readKept('other', '3')?.id).toBe('3')
})

it('keeps words without a point, and nothing where there is neither', () => {
  put('noor.1', drawing('1', { vertices: [], draft }))
  put('noor.2', drawing('2', { vertices: [] }))
  expect(keptBy('noor').map(({ draft: words }) => words?.title)).toEqual(['Cable'])
})

it.each(['', 'null', '7', '{"form":1}', '{"form":2,"id":"1","vertices":7}'])('reads %j as none', (text) => {
  localStorage.setItem('nasaq.draft.noor.1', text)
  expect(readKept('noor', '1')).toBeNull()
  expect(keptBy('noor')).toEqual([])
})

it('finds the one drawing that an author had before windows had their own', () => {
  const { noDays: _none, ...words } = draft
  const { keptAt: _never, ...old } = drawing('1', { draft: words })
  put('noor', old)
  expect(keptBy('noor')).toMatchObject([{ id: '1', keptAt: '', draft: { title: 'Cable', noDays: {} } }])
  expect(Object.keys(localStorage)).toEqual(['nasaq.draft.noor.1'])
})
