import { dayAt, isDay } from '../time/rules.ts'
import { latinDigits } from './numbers.ts'

export type DayFault = 'not_a_day' | 'sentinel_date' | 'out_of_range'
export type ReadDay = { day: string; fault?: never } | { day?: never; fault: DayFault }

/** Days that systems write where they know none. */
const sentinels = new Set([
  '0001-01-01',
  '1899-12-30',
  '1900-01-01',
  '1970-01-01',
  '4000-01-01',
  '9999-01-01',
  '9999-12-31',
])
const earliest = '1970-01-02'
const latest = '2200-01-01'
/** Smaller whole numbers are no milliseconds of any day worth importing. */
const leastMilliseconds = 1e10
/** As a table writes them, whose cells are all text. */
const milliseconds = /^\d{12,13}$/

/**
 * Reads a day as other systems write it: `2026-01-31`, an instant with or without an offset (the calendar day in the
 * jurisdiction's zone), `31.01.2026`, `31/01/2026`, `20260131`, or milliseconds since 1970; in Arabic digits too.
 */
export function readDay(value: unknown, zone: string): ReadDay {
  const day = typeof value === 'number' ? fromNumber(value, zone) : fromText(latinDigits(String(value).trim()), zone)
  if (day === null || !isDay(day)) return { fault: 'not_a_day' }
  if (sentinels.has(day)) return { fault: 'sentinel_date' }
  return day < earliest || day > latest ? { fault: 'out_of_range' } : { day }
}

const slashed = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/

/** A day whose second number can be no month: `12/25/2026`. */
export function isMonthFirst(text: string): boolean {
  const [, first, second] = slashed.exec(latinDigits(text.trim())) ?? []
  return Number(second) > 12 && Number(second) <= 31 && Number(first) <= 12
}

/** A day that reads either way round, or the wrong one. */
export function isSlashed(value: unknown): boolean {
  return typeof value === 'string' && slashed.test(latinDigits(value.trim()))
}

function fromNumber(value: number, zone: string): string | null {
  if (/^(19|20|21)\d{6}$/.test(String(value))) return fromText(String(value), zone)
  return value === 0 || Math.abs(value) >= leastMilliseconds ? atInstant(new Date(value), zone) : null
}

function fromText(text: string, zone: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text)
  if (iso) return iso[2] ? atInstant(new Date(text.replace(' ', 'T')), zone) : (iso[1] ?? null)
  const dayFirst = slashed.exec(text)
  if (dayFirst) return [dayFirst[3], dayFirst[2], dayFirst[1]].map((part) => (part ?? '').padStart(2, '0')).join('-')
  if (milliseconds.test(text)) return fromNumber(Number(text), zone)
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  return plain ? plain.slice(1).join('-') : null
}

function atInstant(instant: Date, zone: string): string | null {
  return Number.isNaN(instant.getTime()) ? null : dayAt(instant, zone)
}
