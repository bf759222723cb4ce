import type { Language } from '../../server/language/contract.ts'
import { dayNumber, hijriOf } from '../../server/time/rules.ts'
import { type Calendar, display } from '../settings/display.ts'
import { dayOfHijri, isHijriYear } from './hijri.ts'

/** The one home of written days and numbers: each by the reader's display settings, its calendar and digits always named. */
const regions: Record<Language, string> = { ar: 'ar-SA', en: 'en-GB' }
const systems: Record<Calendar, string> = { gregorian: 'gregory', hijri: 'islamic-umalqura' }
const numberings = { latin: 'latn', arabic: 'arab' } as const
const other: Record<Calendar, Calendar> = { gregorian: 'hijri', hijri: 'gregorian' }

export function calendarLocale(language: Language, calendar: Calendar): string {
  return `${regions[language]}-u-ca-${systems[calendar]}-nu-${numberings[display().digits]}`
}

export function plainLocale(language: Language): string {
  return `${language === 'ar' ? 'ar' : 'en-GB'}-u-nu-${numberings[display().digits]}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  formats.set(key, known)
  return known
}

function instant(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function written(day: string, language: Language, calendar: Calendar, options: Intl.DateTimeFormatOptions): string {
  return format(calendarLocale(language, calendar), options).format(instant(day))
}

const longDay = { day: 'numeric', month: 'long', year: 'numeric' } as const

/** A day in full, by the main calendar. */
export function fullDay(day: string, language: Language): string {
  return written(day, language, display().calendar, longDay)
}

/** A day in full with the one of its week, by the main calendar: a deadline is remembered by it. */
export function weekDay(day: string, language: Language): string {
  return written(day, language, display().calendar, { weekday: 'long', ...longDay })
}

/** The same day by the other calendar, to stand beneath. */
export function otherDay(day: string, language: Language): string {
  return written(day, language, other[display().calendar], longDay)
}

function yearOf(day: string): number {
  return display().calendar === 'hijri' ? hijriOf(day).year : Number(day.slice(0, 4))
}

/** Day and month, with the year where it is not that of today. */
export function shortDay(day: string, language: Language, today?: string): string {
  const year = today && yearOf(day) === yearOf(today) ? {} : ({ year: 'numeric' } as const)
  return written(day, language, display().calendar, { day: 'numeric', month: 'short', ...year })
}

/** What the bar of time calls the month that begins on a day: by its name, the first of a year by the year. */
export function monthTick(first: string, language: Language): string {
  const { calendar } = display()
  const isFirst = calendar === 'hijri' ? hijriOf(first).month === 1 : first.endsWith('-01-01')
  return written(first, language, calendar, isFirst ? { year: 'numeric' } : { month: 'long' })
}

/** The month of a day by the main calendar, for an axis that is cut by its months. */
export function monthName(day: string, language: Language, more: { year?: 'numeric' } = {}): string {
  return written(day, language, display().calendar, { month: 'long', ...more })
}

/** The year of a day by the main calendar. */
export function yearName(day: string, language: Language): string {
  return written(day, language, display().calendar, { year: 'numeric' })
}

/** The number of a day in its month, by the main calendar. */
export function dayOfMonth(day: string, language: Language): string {
  return number(display().calendar === 'hijri' ? hijriOf(day).day : Number(day.slice(8)), language)
}

/** A moment by the clocks of a zone. */
export function moment(at: string, language: Language, zone: string): string {
  return unbroken(clock(language, zone).format(new Date(at)))
}

/** From one moment to another; of one day the day is said once. */
export function moments(from: string, to: string, language: Language, zone: string): string {
  return unbroken(clock(language, zone).formatRange(new Date(from), new Date(to)))
}

/** The month by its name: figures with strokes between them turn round in Arabic, and do not where they are typed. */
function clock(language: Language, zone: string): Intl.DateTimeFormat {
  const hour = language === 'ar' ? 'numeric' : '2-digit'
  const options = { day: 'numeric', month: 'short', year: 'numeric', hour, minute: '2-digit', timeZone: zone } as const
  return format(calendarLocale(language, display().calendar), options)
}

/** The half of the day stays with its hour. */
const unbroken = (told: string) => told.replace(/ (?=[صم]( |$))/g, '\u00a0')

const spans = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** How long ago, in the largest unit that there is one of: `قبل 3 أيام`, `3 days ago`. */
export function ago(at: string, now: Date, language: Language): string {
  const seconds = Math.max(0, (now.getTime() - new Date(at).getTime()) / 1000)
  const [unit, length] = spans.find(([, each]) => seconds >= each) ?? (['minute', 60] as const)
  const words = new Intl.RelativeTimeFormat(plainLocale(language), { numeric: 'auto' })
  return words.format(-Math.floor(seconds / length), unit)
}

/** An amount in the smallest unit of its currency, as the currency is written. */
export function money(amount: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(plainLocale(language), { style: 'currency', currency })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

export function number(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(plainLocale(language), { maximumFractionDigits: digits }).format(value)
}

/** A year of the civil calendar, in the reader's digits. */
export const civilYear = (year: number | string): string => ownDigits(String(year))

/** A round length in metres, or in kilometres from one on. */
export function length(metres: number, language: Language): string {
  const [value, unit] = metres < 1000 ? [metres, 'meter'] : [metres / 1000, 'kilometer']
  return new Intl.NumberFormat(plainLocale(language), { style: 'unit', unit }).format(value)
}

const arabicDigits = '٠١٢٣٤٥٦٧٨٩'

/** Arabic digits and their decimal sign as Latin ones; the rest as it stands. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(arabicDigits.indexOf(digit))).replaceAll('٫', '.')
}

const grouped = /^\d{1,3}([,٬]\d{3})+(\.\d+)?$/
const plain = /^\d+([.,]\d+)?$/

/**
 * A number as people type it, in either digits: `1,000` and `١٬٠٠٠` are a thousand, `1.5` and `1,5` are one and a half. `null`
 * where it is none, or may be meant otherwise.
 */
export function readNumber(text: string): number | null {
  const latin = latinDigits(text.trim())
  if (grouped.test(latin)) return Number(latin.replace(/[,٬]/g, ''))
  return plain.test(latin) ? Number(latin.replace(',', '.')) : null
}

function ownDigits(text: string): string {
  if (display().digits === 'latin') return text
  return text.replace(/\d/g, (digit) => arabicDigits[Number(digit)] ?? digit)
}

/** Numbers that stand by themselves; identifiers such as `NKH-E-2026-0001` and `WGS84` are left as they are. */
const loneNumber = /(?<![\w./@+-])\d+(?:[.,]\d+)*(?![\w/@-])/g
/** What is copied, or was written by somebody else: quotations, coordinates in pairs or by their decimals. */
const untouched = /(«[^»]*»|“[^”]*”|"[^"]*"|-?\d+\.\d+\s*[,،]\s*-?\d+\.\d+|-?\d+\.\d{4,})/

/** A sentence that was written with Latin digits, in the reader's. */
export function sentenceDigits(text: string): string {
  if (display().digits === 'latin') return text
  return text
    .split(untouched)
    .map((part, place) => (place % 2 === 1 ? part : numbersIn(part)))
    .join('')
}

function numbersIn(text: string): string {
  return text.replace(loneNumber, (found) =>
    ownDigits(found)
      .replace(/\.(?=[٠-٩])/g, '٫')
      .replaceAll(',', '٬'),
  )
}

const pad = (part: number) => String(part).padStart(2, '0')

/** `23/11/2026`, the way days are typed; by the main calendar. */
export function typedDay(day: string): string {
  if (display().calendar === 'gregorian') return ownDigits(day.split('-').reverse().join('/'))
  const hijri = hijriOf(day)
  return ownDigits(`${pad(hijri.day)}/${pad(hijri.month)}/${hijri.year}`)
}

/** A minute of the day, `16:30`, in the reader's digits. */
export const typedTime = (time: string): string => ownDigits(time)

/** A typed minute of the day, in either digits, as `09:05`; null where no clock shows it. */
export function readTypedTime(text: string): string | null {
  const [, hours = '', minutes = ''] = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(latinDigits(text.trim())) ?? []
  return hours ? `${hours.padStart(2, '0')}:${minutes}` : null
}

/**
 * A typed day, day first or year first, in either digits and by either calendar: a year tells which one is meant.
 * `null` where the calendar has no such day.
 */
export function readTypedDay(text: string): string | null {
  const latin = latinDigits(text.trim())
  const dayFirst = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(latin)
  const yearFirst = /^(\d{4})[/.\- ](\d{1,2})[/.\- ](\d{1,2})$/.exec(latin)
  const parts = dayFirst ? [dayFirst[3], dayFirst[2], dayFirst[1]] : yearFirst ? yearFirst.slice(1) : null
  if (!parts) return null
  const [year = 0, month = 0, day = 0] = parts.map(Number)
  if (isHijriYear(year)) return dayOfHijri({ year, month, day })
  const iso = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
  const real = !Number.isNaN(dayNumber(iso)) && instant(iso).toISOString().startsWith(iso)
  return real ? iso : null
}
