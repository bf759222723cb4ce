import { describe, expect, it } from 'vitest'
import { addDays, hijriOf } from '../../../server/time/rules.ts'
import type { WorksSummary } from '../../../server/works/contract.ts'
import { calendarOf, dayAt, dayWidth, placed, spansOf, weeksOf } from './calendar.ts'
import { columnIds, readColumns, usualColumns, type Words } from './columns.ts'
import { csvOf } from './csv.ts'
import { keyedSpot } from './grid-keys.ts'
import { ariaSort, pressed, readSorting, sorted, writeSorting } from './sorting.ts'
import { fullestFrom, rowHeight, rowsToDraw } from './visible-rows.ts'

const words: Words = { say: (id) => id, name: ({ en }) => en, agency: (id) => `Agency ${id}` }

function works(id: string, more: Partial<WorksSummary> = {}): WorksSummary {
  return {
    id,
    tileId: 1,
    number: `KSA-2026-000000${id}`,
    externalReference: null,
    title: `Works ${id}`,
    agencyId: 'a',
    category: 'planned',
    utility: 'water',
    status: 'planned',
    period: { start: '2027-01-10', end: '2027-01-29' },
    actualPeriod: null,
    guaranteeUntil: null,
    lengthMetres: 100,
    areaSquareMetres: 400,
    streetName: null,
    municipalityIds: [],
    conflicts: { blocking: 0, warning: 0, chances: 0 },
    centre: [46.7, 24.7],
    version: 1,
    ...more,
  }
}

describe('sorting', () => {
  const order = (member: string, rows: WorksSummary[], locale = 'en') =>
    sorted(rows, readSorting(member), words, locale).map(({ id }) => id)

  it.each(['start', '-length', 'conflicts', '-title'])('reads and writes %s', (member) => {
    expect(writeSorting(readSorting(member)) ?? 'start').toBe(member)
  })

  it.each([undefined, 'colour', '-', '--start', 'Start'])('takes %s for the usual', (member) => {
    expect(readSorting(member)).toEqual({ column: 'start', isDescending: false })
  })

  it('turns round when a head is pressed again', () => {
    const once = pressed(readSorting(undefined), 'end')
    const twice = pressed(once, 'end')
    expect([once, twice, pressed(twice, 'end')].map((each) => each.isDescending)).toEqual([false, true, false])
    expect([ariaSort(once, 'end'), ariaSort(twice, 'end'), ariaSort(twice, 'start')]).toEqual([
      'ascending',
      'descending',
      'none',
    ])
  })

  it('keeps what is alike as it came, either way, and puts what has no value last', () => {
    const street = { ar: 'شارع', en: 'B street' }
    const rows = [works('1'), works('2', { streetName: street }), works('3'), works('4', { streetName: street })]
    expect(order('street', rows)).toEqual(['2', '4', '1', '3'])
    expect(order('-street', rows)).toEqual(['2', '4', '1', '3'])
  })

  it('counts in numbers, weighs conflicts, and spells Arabic as Arabic', () => {
    const rows = [works('1', { title: 'Valve 10' }), works('2', { title: 'Valve 9' })]
    expect(order('title', rows)).toEqual(['2', '1'])
    const conflicts = (blocking: number, warning: number) => ({ conflicts: { blocking, warning, chances: 3 } })
    expect(order('-conflicts', [works('1', conflicts(0, 9)), works('2', conflicts(1, 0)), works('3')])).toEqual([
      '2',
      '1',
      '3',
    ])
    const arabic = ['ياء', 'باء', 'ألف', 'تاء'].map((title, place) => works(String(place), { title }))
    expect(order('title', arabic, 'ar')).toEqual(['2', '1', '3', '0'])
  })
})

describe('columns', () => {
  it('always show what a works is called, in their own order, and nothing unknown', () => {
    expect(readColumns(null)).toEqual(usualColumns)
    expect(readColumns(['end', 'colour', 'number'])).toEqual(['title', 'number', 'end'])
    expect(readColumns([...columnIds].reverse())).toEqual(columnIds)
  })
})

describe('a CSV file', () => {
  const lines = (text: string) => text.slice(1).split('\r\n')

  it('begins with the mark that spreadsheets need for Arabic, and a line of heads', () => {
    const text = csvOf([works('1')], ['title', 'start', 'length', 'conflicts'], words)
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(lines(text)).toEqual([
      'mine.column.title,mine.column.start,mine.column.length,mine.column.blocking,mine.column.warning',
      'Works 1,2027-01-10,100,0,0',
      '',
    ])
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+966 11', "'+966 11"],
    ['-cable', "'-cable"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['Valve "A", north', '"Valve ""A"", north"'],
    ['two\nlines', '"two\nlines"'],
    ['عمل، تمديد', 'عمل، تمديد'],
  ])('keeps %j from being a formula or two cells', (title, expected) => {
    expect(lines(csvOf([works('1', { title })], ['title'], words))[1]).toBe(expected)
  })
})

describe('the rows that are drawn', () => {
  it('are those in sight, a few more, and the one with the focus', () => {
    const drawn = rowsToDraw({ top: 2000 * rowHeight, height: 10 * rowHeight }, 5000, 7)
    expect(drawn[0]).toBe(7)
    expect(drawn[1]).toBe(1992)
    expect(drawn.at(-1)).toBe(2018)
    expect(rowsToDraw({ top: 0, height: 400 }, 5000, 4999).at(-1)).toBe(4999)
    expect(rowsToDraw({ top: 0, height: 400 }, 3, 0)).toEqual([0, 1, 2])
    expect(rowsToDraw({ top: 9999, height: 400 }, 3, 0)).toEqual([0])
    expect(rowsToDraw({ top: 0, height: 400 }, 0, 0)).toEqual([])
  })
})

describe('keys', () => {
  const size = { rows: 100, columns: 5, page: 10 }
  const go = (key: string, row: number, column: number, isRightToLeft = false, ctrlKey = false) => {
    const spot = keyedSpot({ key, ctrlKey }, { row, column }, size, isRightToLeft)
    return spot && [spot.row, spot.column]
  }
  it('move by what is seen, and stay inside', () => {
    expect([go('ArrowRight', 3, 1), go('ArrowRight', 3, 1, true)]).toEqual([[3, 2], [3, 0]]) // biome-ignore format: one line
    expect([go('ArrowLeft', 3, 0), go('ArrowLeft', 3, 4, true)]).toEqual([[3, 0], [3, 4]]) // biome-ignore format: one line
    expect([go('ArrowUp', 0, 2), go('ArrowUp', -1, 2), go('ArrowDown', 99, 2)]).toEqual([[-1, 2], [-1, 2], [99, 2]]) // biome-ignore format: one line
    expect([go('PageDown', 95, 2), go('PageUp', 4, 2), go('PageDown', -1, 0)]).toEqual([[99, 2], [0, 2], [10, 0]]) // biome-ignore format: one line
    expect([go('Home', 7, 3), go('End', 7, 3, false, true), go('a', 7, 3)]).toEqual([[7, 0], [99, 4], null])
  })
})

describe('the calendar', () => {
  const today = '2026-11-24'
  it('holds its periods and today in whole months, and no more than some years', () => {
    expect(calendarOf([], today, 'gregorian')).toEqual({ start: '2026-11-01', end: '2026-12-31' })
    const wide = calendarOf([{ start: '1999-01-01', end: '2150-01-01' }], today, 'gregorian')
    expect(wide).toEqual({ start: '2023-11-01', end: '2032-11-30' })
  })

  it('places what lies inside by its days, and what lies beyond at the edge', () => {
    const calendar = { start: '2026-11-01', end: '2026-12-31' }
    const day = dayWidth.month
    expect(placed({ start: '2026-11-02', end: '2026-11-02' }, calendar, 'month')).toEqual({ from: day, width: day })
    expect(placed({ start: '2026-10-01', end: '2026-11-02' }, calendar, 'month')).toEqual({ from: 0, width: 2 * day })
    expect(placed({ start: '2028-01-01', end: '2028-02-01' }, calendar, 'month')).toEqual({ from: 61 * day, width: 0 })
    expect(dayAt(3 * day, calendar, 'month')).toBe('2026-11-04')
  })

  it('names weeks by their Sundays, months and years by their days in it', () => {
    const calendar = { start: '2026-11-01', end: '2027-01-31' }
    expect(weeksOf(calendar).slice(0, 2)).toEqual(['2026-11-01', '2026-11-08'])
    expect(weeksOf({ start: '2026-12-01', end: '2026-12-10' })).toEqual(['2026-12-06'])
    expect(spansOf(calendar, 'month', 'gregorian')).toHaveLength(3)
    expect(spansOf(calendar, 'year', 'gregorian')).toEqual([
      { start: '2026-11-01', end: '2026-12-31' },
      { start: '2027-01-01', end: '2027-01-31' },
    ])
  })

  it('is cut by the months and years of Umm al-Qura where the reader goes by them', () => {
    const calendar = calendarOf([{ start: '2026-06-01', end: '2026-12-06' }], today, 'hijri')
    // from the first of Dhu al-Qa'dah 1447 to the last of Rajab 1448
    expect([hijriOf(calendar.start), hijriOf(addDays(calendar.end, 1))]).toEqual([
      { year: 1447, month: 11, day: 1 },
      { year: 1448, month: 8, day: 1 },
    ])
    const months = spansOf(calendar, 'month', 'hijri')
    expect(months).toHaveLength(9)
    for (const { start, end } of months) expect([hijriOf(start).day, hijriOf(addDays(end, 1)).day]).toEqual([1, 1])
    expect(spansOf(calendar, 'year', 'hijri')).toEqual([
      { start: calendar.start, end: '2026-06-15' },
      { start: '2026-06-16', end: calendar.end },
    ])
  })
})

describe('the row that a calendar begins with', () => {
  const years = (...all: number[]) => all.map((year) => ({ period: { start: `${year}-02-01`, end: `${year}-05-01` } }))
  const days = { start: '2027-01-01', end: '2027-03-31' }
  it('is the first where all is in sight, or nothing can be', () => {
    expect(fullestFrom(years(2027, 2027, 2025), days, 2)).toBe(0)
    expect(fullestFrom(years(2025, 2025, 2026), days, 2)).toBe(0)
    expect(fullestFrom(years(2025, 2027), days, 5)).toBe(0)
    expect(fullestFrom([], days, 3)).toBe(0)
  })
  it('is where most bars lie in the days in sight', () => {
    expect(fullestFrom(years(2025, 2025, 2027, 2025, 2027, 2027, 2028), days, 2)).toBe(4)
  })
})
