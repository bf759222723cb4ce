import type { Period } from './contract.ts'

const millisecondsOfDay = 86_400_000

/** Days since 1970-01-01, the number that map tiles carry. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / millisecondsOfDay)
}

export function dayFromNumber(number: number): string {
  return new Date(number * millisecondsOfDay).toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days)
}

/** The same day of the month so many months on; the month's last where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** True for a day that the calendar has. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    dayFromNumber(dayNumber(text)) === text
  )
}

/** Days of a period, both ends counted. */
export function daysOf(period: Period): number {
  return dayNumber(period.end) - dayNumber(period.start) + 1
}

export function shift(period: Period, days: number): Period {
  return { start: addDays(period.start, days), end: addDays(period.end, days) }
}

/** The calendar day at an instant, in a zone. */
export function dayAt(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  )
}

/** The minute of an instant by the clocks of a zone: `09:00`. */
export function timeAt(instant: Date, zone: string): string {
  const shown = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en', shown).format(instant)
}

/** An instant as tables write it: the day and the time of the zone; null where there is none. */
export function momentAt(instant: string | null, zone: string): string | null {
  return instant === null ? null : `${dayAt(new Date(instant), zone)} ${timeAt(new Date(instant), zone)}`
}

/** The instant at which a calendar day begins in a zone. */
export function startOfDay(day: string, zone: string): Date {
  return instantAt(day, '00:00', zone)
}

/** The last day on which something may still be done that is over at an instant: at midnight it is the day before. */
export function lastDayBefore(deadline: Date, zone: string): string {
  return dayAt(new Date(deadline.getTime() - 1), zone)
}

/** The day that ends at a deadline; null where that is a time of a day. "00:00 of Friday" is read as Friday by whoever is asked for it. */
export function dayEndedBy(deadline: Date, zone: string): string | null {
  const last = lastDayBefore(deadline, zone)
  return startOfDay(addDays(last, 1), zone).getTime() === deadline.getTime() ? last : null
}

const millisecondsOfHour = 3_600_000
const clocks = new Map<string, Intl.DateTimeFormat>()

/** Says an instant as `2026-11-24 16:30:00`; a zone is read once. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  clocks.set(zone, clock)
  return clock
}

/**
 * The instant at which the clocks of a zone show so many hours and minutes (`16:30`) on a day. Where they show it twice, the
 * first; where they jump over it, the instant of the jump.
 */
export function instantAt(day: string, time: string, zone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`)
  const clock = clockOf(zone)
  const shownAt = (instant: number) => Date.parse(`${clock.format(instant).replace(' ', 'T')}Z`)
  const offsets = [-24, 24].map((hours) => {
    const near = wanted + hours * millisecondsOfHour
    return shownAt(near) - near
  })
  const candidates = offsets.map((offset) => wanted - offset).sort((one, other) => one - other)
  return new Date(candidates.find((instant) => shownAt(instant) === wanted) ?? jump(candidates, shownAt))
}

/** Between two candidates, neither of which shows what was wanted, the clocks are put forward: at a full minute. */
function jump([from = 0, to = 0]: readonly number[], shownAt: (instant: number) => number): number {
  const minute = 60_000
  for (let instant = from; instant < to; instant += minute)
    if (shownAt(instant + minute) - shownAt(instant) > minute) return instant + minute
  return to
}

export interface HijriDay {
  year: number
  month: number
  day: number
}

/** By the tables that the platform has: those of a library would weigh as much as a page. */
const umalqura = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
  timeZone: 'UTC',
})

/** A day by the calendar of Umm al-Qura, which Saudi offices go by. */
export function hijriOf(day: string): HijriDay {
  const parts = umalqura.formatToParts(new Date(`${day}T00:00:00Z`))
  const part = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value)
  return { year: part('year'), month: part('month'), day: part('day') }
}

/** What a period may be refused for; `null` when it is in order. */
export function periodFault(period: Period): 'not_a_day' | 'ends_before_start' | 'out_of_range' | null {
  if (!isDay(period.start) || !isDay(period.end)) return 'not_a_day'
  if (period.end < period.start) return 'ends_before_start'
  if (period.start < '1970-01-02' || period.end > '2200-01-01') return 'out_of_range'
  return null
}
