import { describe, expect, it } from 'vitest'
import type { LineString, Position } from '../../server/geo/contract.ts'
import { draftOfLine, draftOfMeter, draftOfRow, faultOf, itemOf, renamed } from './draft.ts'

const at = (x: number, y: number): Position => [46.7 + x / 101_000, 24.7 + y / 111_195]
const line = (...coordinates: Position[]): LineString => ({ type: 'LineString', coordinates })
const main = line(at(0, 0), at(100, 0))
const limits = { longestMetres: 25, startsWithinMetres: 0.5 }

describe('a connection that is called something else', () => {
  const seen = { label: 'Villa 1', parcel: '12/4', meter: null }
  it.each([
    ['nothing that is typed', { label: 'Villa 1', parcel: '12/4', meter: '' }, {}],
    ['blanks', { label: ' Villa 1 ', parcel: '12/4 ', meter: ' ' }, {}],
    ['one name', { label: 'Villa 1A', parcel: '12/4', meter: '' }, { label: 'Villa 1A' }],
    [
      'a name taken away and one given',
      { label: 'Villa 1', parcel: '', meter: 'M-7 ' },
      { parcel: null, meter: 'M-7' },
    ],
  ])('sends %s', (_what, typed, sent) => expect(renamed(seen, typed)).toEqual(sent))
})

describe('a connection that is being entered', () => {
  it.each([
    ['a meter 10 m beside the main route, named', { ...draftOfMeter('a', at(20, 10), main), label: 'Villa 1' }, null],
    ['without a name', draftOfMeter('a', at(20, 10), main), 'label'],
    ['with blanks for a name', { ...draftOfMeter('a', at(20, 10), main), label: '  ' }, 'label'],
    ['26 m away', { ...draftOfMeter('a', at(20, 26), main), label: 'Villa 1' }, 'long'],
    ['on the main route', { ...draftOfMeter('a', at(20, 0), main), label: 'Villa 1' }, 'start'],
    [
      'a line that begins 3 m off',
      { ...draftOfLine('a', line(at(20, 3), at(20, 9)), main, limits), label: 'V' },
      'start',
    ],
    ['a line drawn towards it', { ...draftOfLine('a', line(at(20, 9), at(20, 0)), main, limits), label: 'V' }, null],
  ] as const)('%s', (_what, draft, fault) => expect(faultOf(draft, limits)).toBe(fault))

  it('sends what was drawn, and leaves out what is empty', () => {
    const draft = { ...draftOfMeter('a', at(20, 10), main), label: ' Villa 1 ', meter: 'M-1' }
    expect(itemOf(draft)).toEqual({ id: 'a', label: 'Villa 1', meter: 'M-1', drawn: { type: 'Point', coordinates: at(20, 10) } }) // biome-ignore format: one line
  })

  it.each([
    ['nothing against it', [], true],
    ['a fault', [{ member: 'label', message: 'Write it.' }], false],
  ] as const)('takes a row of a list with %s', (_what, faults, isTaken) => {
    const shape = line(at(20, 0), at(20, 9))
    const row = { row: 1, label: '12', parcel: null, meter: null, line: shape, lengthMetres: 9, faults: [...faults] }
    expect(draftOfRow('a', row) !== null).toBe(isTaken)
  })
})
