import { describe, expect, it } from 'vitest'
import { byColumns, readNumber } from './file-columns.ts'

const heads = (...cells: string[]) => ({ line: 1, cells })

describe('the columns of a file of results', () => {
  it.each([
    ['by their codes', ['seal', 'value', 'tested_on', 'certificate']],
    ['in English, whatever the case', ['SEAL', 'Value', 'tested on', 'Report number']],
    ['in Arabic', ['الختم', 'القيمة', 'تاريخ الاختبار', 'رقم التقرير']],
  ])('are known %s', (_how, cells) => {
    const read = byColumns([heads(...cells), { line: 2, cells: ['S1', '95', '2026-01-31', 'R1'] }])
    expect(read).toMatchObject({
      rows: [{ line: 2, number: '', seal: 'S1', value: '95', tested_on: '2026-01-31', certificate: 'R1', note: '' }],
    })
  })

  it('are named where they are missing', () => {
    expect(byColumns([heads('seal', 'tested_on')])).toEqual({ missing: ['value', 'certificate'] })
    expect(byColumns([heads('value', 'tested_on', 'certificate')])).toEqual({ missing: ['number'] })
    expect(byColumns([])).toEqual({ missing: ['number', 'value', 'tested_on', 'certificate'] })
  })
})

it.each([
  ['95', 95],
  ['95.4', 95.4],
  ['95,4', 95.4],
  ['٩٥٫٤', 95.4],
  ['95.4 %', 95.4],
  ['', null],
  ['-3', null],
  ['ninety', null],
  ['1.2.3', null],
  [`1<${' '.repeat(500_000)}x`, null],
])('reads %j as %j', (text, value) => expect(readNumber(text)).toBe(value))
