import { describe, expect, it } from 'vitest'
import {
  faultsOf,
  fieldsOf,
  layerFor,
  layersOf,
  readSpot,
  type SampleDraft,
  sampleOf,
  writeSpot,
} from './sample-draft.ts'

const draft: SampleDraft = {
  laboratoryId: '',
  kind: 'compaction',
  layer: 'backfill',
  lift: '٢',
  seal: ' S-1 ',
  place: '24.7, 46.7',
  awayReason: '',
  takenOn: '2026-11-22',
  takenTime: '08:00',
  takenBy: 'A technician',
  retestOf: '',
}

it.each([
  ['24.7, 46.7', { lat: 24.7, lng: 46.7 }],
  ['٢٤٫٧، ٤٦٫٧', { lat: 24.7, lng: 46.7 }],
  ['24.7 46.7', { lat: 24.7, lng: 46.7 }],
  ['24.7', null],
  ['95, 46.7', null],
  ['here', null],
  ['1, 2, 3', null],
] as const)('reads %j as %j', (text, spot) => expect(readSpot(text)).toEqual(spot))

it('writes what it reads', () =>
  expect(readSpot(writeSpot({ lng: 46.7, lat: 24.7 }))).toEqual({ lng: 46.7, lat: 24.7 }))

it('takes asphalt for what only asphalt is tested for', () => {
  expect(layerFor('asphalt_density', 'backfill')).toBe('asphalt')
  expect(layerFor('compaction', 'asphalt')).toBe('')
  expect(layerFor('compaction', 'subbase')).toBe('subbase')
  expect(layersOf('asphalt_density')).toEqual(['asphalt'])
  expect(layersOf('compaction')).not.toContain('asphalt')
  expect(layersOf('')).toEqual([])
})

describe('a draft', () => {
  it('is sent without blanks', () => {
    const sent = sampleOf(draft, 'works', 'Asia/Riyadh')
    expect(sent).toMatchObject({ worksId: 'works', seal: 'S-1', lift: 2, place: { coordinates: [46.7, 24.7] } })
    expect(Object.keys(sent)).not.toContain('awayReason')
  })

  it.each([
    [{}, false, []],
    [{}, true, ['laboratoryId']],
    [{ seal: ' ', takenBy: '', place: 'x' }, false, ['seal', 'place', 'takenBy']],
    [{ takenTime: '8', lift: '0' }, false, ['takenTime', 'lift']],
    [{ kind: '', layer: '' }, false, ['kind']],
    [{ layer: '' }, false, ['layer']],
  ] as const)('with %j lacks, where a laboratory has to be named: %s, %j', (more, needs, faults) =>
    expect(faultsOf({ ...draft, ...more }, needs)).toEqual(faults),
  )
})

it('is taken by the clocks of the city, wherever it is written down', () => {
  const { takenAt } = sampleOf({ ...draft, takenOn: '2026-11-27', takenTime: '٢٣:٣٠' }, 'works', 'Pacific/Auckland')
  expect(takenAt).toBe('2026-11-27T10:30:00.000Z')
  expect(fieldsOf(new Date(takenAt), 'Pacific/Auckland')).toEqual({ takenOn: '2026-11-27', takenTime: '23:30' })
})
