import type { Language } from '../../server/language/contract.ts'
import { dayNumber } from '../../server/time/rules.ts'

/** Latin digits by default in both languages; the Hijri calendar is always named, as plain `ar-SA` means Gregorian. */
const locales = {
  ar: { gregorian: 'ar-SA-u-ca-gregory-nu-latn', hijri: 'ar-SA-u-ca-islamic-umalqura-nu-latn', plain: 'ar-u-nu-latn' },
  en: { gregorian: 'en-GB', hijri: 'en-GB-u-ca-islamic-umalqura', plain: 'en-GB' },
} as const

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  formats.set(key, known)
  return known
}

function instant(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

const longDay = { day: 'numeric', month: 'long', year: 'numeric' } as const

export function gregorian(day: string, language: Language): string {
  return format(locales[language].gregorian, longDay).format(instant(day))
}

export function hijri(day: string, language: Language): string {
  return format(locales[language].hijri, longDay).format(instant(day))
}

/** Day and month, with the year where it is not this one. */
export function shortDay(day: string, language: Language, thisYear?: string): string {
  const year = day.slice(0, 4) === thisYear ? {} : ({ year: 'numeric' } as const)
  return format(locales[language].gregorian, { day: 'numeric', month: 'short', ...year }).format(instant(day))
}

export function monthName(day: string, language: Language): string {
  return format(locales[language].gregorian, { month: 'long' }).format(instant(day))
}

export function monthOfYear(day: string, language: Language): string {
  return format(locales[language].gregorian, { month: 'long', year: 'numeric' }).format(instant(day))
}

/** A moment by the clocks of a zone. */
export function moment(at: string, language: Language, zone: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const
  return new Intl.DateTimeFormat(locales[language].gregorian, options).format(new Date(at))
}

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
  const words = new Intl.RelativeTimeFormat(locales[language].plain, { numeric: 'auto' })
  return words.format(-Math.floor(seconds / length), unit)
}

export function number(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(locales[language].plain, { maximumFractionDigits: digits }).format(value)
}

export function plainLocale(language: Language): string {
  return locales[language].plain
}

/** `23/11/2026`, the way days are typed. */
export function typedDay(day: string): string {
  return day.split('-').reverse().join('/')
}

const digits = '٠١٢٣٤٥٦٧٨٩'

/** Arabic digits and their decimal sign as Latin ones; the rest as it stands. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(digits.indexOf(digit))).replaceAll('٫', '.')
}

/** A typed day, day first or ISO, in Latin or Arabic digits; `null` where the calendar has no such day. */
export function readTypedDay(text: string): string | null {
  const latin = latinDigits(text.trim())
  const dayFirst = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(latin)
  const yearFirst = /^(\d{4})[/.\- ](\d{1,2})[/.\- ](\d{1,2})$/.exec(latin)
  const parts = dayFirst ? [dayFirst[3], dayFirst[2], dayFirst[1]] : yearFirst ? yearFirst.slice(1) : null
  if (!parts) return null
  const [year = '', month = '', day = ''] = parts
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const real = !Number.isNaN(dayNumber(iso)) && instant(iso).toISOString().startsWith(iso)
  return real ? iso : null
}
