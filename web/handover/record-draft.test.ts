import { describe, expect, it } from 'vitest'
import { emptyRecord, figureOf, gapOf, type RecordDraft, recordOf } from './record-draft.ts'

const name = { ar: 'اسم', en: 'Name' }
const choices = {
  materials: [
    { code: 'asphalt', course: 'surface' as const, name },
    { code: 'gravel', course: 'base' as const, name },
    { code: 'sand', course: 'fill' as const, name },
  ],
  surfaces: [{ code: 'carriageway', name }],
  endsFromMetres: 10,
  leastPhotos: 2,
}
const ground = { isLine: true, lengthMetres: 40.126, trenchWidthMetres: 0.8, trenchDepthMetres: null }
const begun = emptyRecord(ground, '2026-11-24', choices)
const layers = [
  { material: 'asphalt', thickness: '60' },
  { material: 'sand', thickness: '١٠٠٠' },
]
const ends: RecordDraft['ends'] = [
  [46, 24],
  [46.0004, 24],
]
const whole: RecordDraft = { ...begun, depth: '1,2', layers, ends }
const short = [{ from: '2', to: '١٢', width: '1' }]

describe('a record while it is written', () => {
  it('begins with all of the line, as it was planned', () =>
    expect(begun).toMatchObject({
      areas: [{ from: '0', to: '40.13', width: '0.8' }],
      depth: '',
      layers: [{ material: 'asphalt' }, { material: 'gravel' }, { material: 'sand' }],
    }))

  it('begins with nothing where the works is an area', () =>
    expect(emptyRecord({ ...ground, isLine: false }, '2026-11-24', choices).areas).toEqual([]))

  it.each([
    ['nothing', whole, false, null],
    ['an area', { ...whole, areas: [] }, false, 'area'],
    ['how wide a stretch is', { ...whole, areas: [{ from: '0', to: '9', width: '' }] }, false, 'stretch'],
    ['how deep it was', { ...whole, depth: '0' }, false, 'depth'],
    ['how thick a layer is', { ...whole, layers: [{ material: 'asphalt', thickness: '' }] }, false, 'layer'],
    ['both ends of what is long', { ...whole, ends: [null, null] }, false, 'ends'],
    ['no ends of what is short', { ...whole, areas: short, ends: [null, null] }, false, null],
    ['the other end', { ...whole, ends: [[46, 24], null] as RecordDraft['ends'] }, false, 'end'],
    ['what was wrong', { ...whole, correction: 'x ' }, true, 'correction'],
  ] as const)('lacks %s', (_what, draft, isCorrection, gap) =>
    expect(gapOf(draft as RecordDraft, { isCorrection, endsFromMetres: 10 })).toBe(gap),
  )

  it('is sent as figures, in whichever digits they were typed', () =>
    expect(recordOf(whole)).toMatchObject({
      areas: [{ fromMetres: 0, toMetres: 40.13, widthMetres: 0.8 }],
      depthMetres: 1.2,
      layers: [{ thicknessMillimetres: 60 }, { thicknessMillimetres: 1000 }],
    }))
})

describe('figureOf', () => {
  it.each([
    ['1.25', 1.25],
    ['١٫٢٥', 1.25],
    [' 3 ', 3],
    ['', null],
    ['-1', null],
    ['1e3', null],
  ] as const)('%s', (text, figure) => expect(figureOf(text)).toBe(figure))
})
