import { describe, expect, it } from 'vitest'
import { faultsOf, fieldOf, layerFor, readSpot, type SampleDraft, sampleOf, writeSpot } from './sample-draft.ts'

const draft: SampleDraft = {
  laboratoryId: '',
  kind: 'compaction',
  layer: 'backfill',
  lift: '٢',
  seal: ' S-1 ',
  place: '24.7, 46.7',
  awayReason: '',
  takenAt: '2026-11-22T08:00',
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
  expect(layerFor('compaction', 'asphalt')).toBe('backfill')
  expect(layerFor('compaction', 'subbase')).toBe('subbase')
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
    [{ takenAt: '', lift: '0' }, false, ['takenAt', 'lift']],
  ] as const)('with %j lacks, where a laboratory has to be named: %s, %j', (more, needs, faults) =>
    expect(faultsOf({ ...draft, ...more }, needs)).toEqual(faults),
  )
})

it('is taken by the clocks of the city, wherever it is written down', () => {
  const { takenAt } = sampleOf({ ...draft, takenAt: '2026-11-27T23:30' }, 'works', 'Pacific/Auckland')
  expect(takenAt).toBe('2026-11-27T10:30:00.000Z')
  expect(fieldOf(new Date(takenAt), 'Pacific/Auckland')).toBe('2026-11-27T23:30')
})
