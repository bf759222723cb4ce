import { expect, it } from 'vitest'
import { begun, type InspectionDraft, type ItemDraft } from './draft.ts'
import { together } from './together.ts'

const errand = { worksId: 'w', worksVersion: 1, visitId: 'v', kind: 'site_safety', checklistVersion: 1 } as const
const before = begun({ ...errand, id: 'a', startedAt: '2026-11-27T08:00:00.000Z', signedAs: 'Noor' })
const photo = (id: string) => ({ id, item: null, takenAt: '2026-11-27T08:01:00.000Z', place: null })
const item = (more: Partial<ItemDraft>): ItemDraft => ({ result: 'pass', severity: 'low', reasons: [], note: '', spot: null, ...more }) // biome-ignore format: one line
const merged = (first: Partial<InspectionDraft>, here: Partial<InspectionDraft>, there: Partial<InspectionDraft>) => {
  const base = { ...before, ...first }
  return together(base, { ...base, ...here }, { ...base, ...there })
}

it('is the draft of the other window where nothing was changed here', () => {
  const there = { ...before, note: 'there' }
  expect(together(before, before, there)).toEqual({ draft: there, both: [] })
  expect(together(before, before, there).draft).toBe(there)
})

it('keeps what each window has changed by itself', () => {
  const { draft, both } = merged(
    { items: { barriers: item({}) } },
    { items: { barriers: item({ result: 'fail' }) }, stopWork: 'gas' },
    { items: { barriers: item({}), signs: item({ note: 'gone' }) }, note: 'there' },
  )
  expect(both).toEqual([])
  expect(draft).toMatchObject({ note: 'there', stopWork: 'gas', signedAs: 'Noor' })
  expect(draft.items).toEqual({ barriers: item({ result: 'fail' }), signs: item({ note: 'gone' }) })
})

it('lets the answer of here stand where both changed it, and says which', () => {
  const { draft, both } = merged(
    {},
    { items: { signs: item({ result: 'fail', note: 'bent' }) }, signedAs: 'N. Saleh' },
    { items: { signs: item({ note: 'stolen' }) }, signedAs: 'Noor Saleh' },
  )
  expect(both).toEqual(['signs', 'signedAs'])
  expect(draft.items.signs).toEqual(item({ result: 'fail', note: 'stolen\nbent' }))
  expect(draft.signedAs).toBe('N. Saleh')
})

it.each([
  ['both are kept', 'bent', 'stolen', 'stolen\nbent'],
  ['one that holds the other is both', 'over there too', 'there', 'over there too'],
  ['the same in both is no conflict', 'same', 'same', 'same'],
  ['one that was emptied here keeps what was typed there', '', 'there', 'there'],
])('of texts that were typed in both: %s', (_what, here, there, expected) => {
  expect(merged({ note: 'was' }, { note: here }, { note: there }).draft.note).toBe(expected)
})

it('keeps photos of both, and gives up what either took back', () => {
  const { draft } = merged(
    { photos: [photo('1'), photo('2'), photo('3')] },
    { photos: [photo('1'), photo('3'), photo('4')] },
    { photos: [photo('1'), photo('2'), photo('5')] },
  )
  expect(draft.photos.map(({ id }) => id)).toEqual(['1', '5', '4'])
})
