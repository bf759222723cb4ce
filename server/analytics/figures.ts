import type { Db } from '../database/connect.ts'
import { rows, sql } from '../database/sql.ts'
import { trenchBindings, trenchDay, trenches } from '../dig-once/trenches.ts'
import type { RulePack } from '../policy/contract.ts'
import { dayAt } from '../time/rules.ts'
import type { FigureKey, Figures } from './contract.ts'

const month = (at: string) => `to_char(${at} at time zone :zone, 'YYYY-MM')`
const ofWorks = { agency: 'w.agency_id::text', municipality: 'w.municipality_id::text' }

/** Each question with what its rows are told by: an agency of an answer is the one that was asked. */
const questions = {
  permits: { text: sql(import.meta.url, 'figures-permits.sql'), keys: { ...ofWorks, month: month('p.issued_at') } },
  answers: {
    text: sql(import.meta.url, 'figures-answers.sql'),
    keys: { ...ofWorks, agency: 'c.agency_id::text', month: month('c.asked_at') },
  },
  settled: { text: sql(import.meta.url, 'figures-settled.sql'), keys: { ...ofWorks, month: month('s.at') } },
  cases: {
    text: sql(import.meta.url, 'figures-cases.sql'),
    keys: { agency: 'agency', municipality: 'municipality', month: 'month' },
  },
  saved: {
    text: sql(import.meta.url, 'figures-saved.sql')
      .replace('/* trenches */', trenches)
      .replace('/* day */', trenchDay),
    keys: {
      agency: 't.agency_id::text',
      municipality: 't.municipality_id::text',
      month: `to_char(${trenchDay}, 'YYYY-MM')`,
    },
  },
  open: { text: sql(import.meta.url, 'figures-open.sql'), keys: { ...ofWorks, month: null } },
} as const

type Told = Figures['total']
interface Row {
  key: string | null
  permits?: number
  metres?: number | null
  answers?: number
  deemed?: number
  median_hours?: number | null
  p90_hours?: number | null
  settled?: number
  cases_opened?: number
  cases_settled?: number
  saved_days?: number
  saved_metres?: number
  saved_money?: number
  realised_days?: number
  realised_metres?: number
  realised_money?: number
  open?: number
}

const tenth = (value: number | null | undefined) => (value == null ? null : Math.round(value * 10) / 10)

function toldOf(found: readonly Row[], by: FigureKey): Told {
  const row: Row = Object.assign({}, ...found)
  return {
    permits: row.permits ?? 0,
    metres: Math.round(row.metres ?? 0),
    answers: row.answers ?? 0,
    deemed: row.deemed ?? 0,
    medianHours: tenth(row.median_hours),
    p90Hours: tenth(row.p90_hours),
    settled: row.settled ?? 0,
    casesOpened: row.cases_opened ?? 0,
    casesSettled: row.cases_settled ?? 0,
    savedDays: row.saved_days ?? 0,
    savedMetres: Math.round(row.saved_metres ?? 0),
    savedMoney: row.saved_money ?? 0,
    realisedDays: row.realised_days ?? 0,
    realisedMetres: Math.round(row.realised_metres ?? 0),
    realisedMoney: row.realised_money ?? 0,
    open: by === 'month' ? null : (row.open ?? 0),
  }
}

/**
 * Every month of a year in which something happened, of this one until the month of today, or the last one that has something: a month
 * on which nothing happened is a figure too.
 */
function monthsOf(year: number, last: string | undefined, today: string): string[] {
  if (!last) return []
  const all = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`)
  return all.filter((month) => month <= last || month <= today.slice(0, 7))
}

/** The figures of a year by month, agency or municipality, of what row security shows, and of the whole. */
export async function figuresOf(
  db: Db,
  { year, by, pack, now }: { year: number; by: FigureKey; pack: Pick<RulePack, 'zone' | 'currency'>; now: Date },
): Promise<Figures> {
  const { zone, currency } = pack
  const found: Row[] = []
  for (const { text, keys } of Object.values(questions)) {
    const key = keys[by]
    if (key)
      found.push(
        ...(await rows<Row>(db, text.replaceAll('/* key */', key), { year, zone, by, currency, ...trenchBindings })),
      )
  }
  const told = [...new Set(found.flatMap(({ key }) => key ?? []))].sort()
  const keys = by === 'month' ? monthsOf(year, told.at(-1), dayAt(now, zone)) : told
  const rowsOf = (wanted: string | null) => found.filter(({ key }) => key === wanted)
  return {
    year,
    by,
    total: toldOf(rowsOf(null), by),
    items: keys.map((key) => ({ key, ...toldOf(rowsOf(key), by) })),
  }
}
