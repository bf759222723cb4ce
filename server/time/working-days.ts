import { type DaysOff, isWorkingDay } from './holidays.ts'
import { addDays, dayAt, instantAt } from './rules.ts'

/** What counts as work: a part of the rule pack. */
export interface WorkingCalendar extends DaysOff {
  zone: string
  /** Local time of day after which what arrives counts as received on the next working day, `HH:MM`. */
  cutOff: string
}

const hoursOfDay = 24
/** No calendar has more days without work in a row: a pack that has would be looked through for ever. */
const mostDays = 366

function cutOffOf(day: string, { zone, cutOff }: WorkingCalendar): Date {
  return instantAt(day, cutOff, zone)
}

/** The next working day from this one on, itself included. Throws where a year has none. */
function workingDayFrom(day: string, calendar: WorkingCalendar): string {
  for (let days = 0; days < mostDays; days++) if (isWorkingDay(addDays(day, days), calendar)) return addDays(day, days)
  throw new Error('the rule pack has a year without a working day')
}

/** The working day on which something counts as received: the next one after the cut-off, or where no day of work is. [S] */
export function receivedOn(instant: Date, calendar: WorkingCalendar): string {
  const day = dayAt(instant, calendar.zone)
  const isLate = instant.getTime() > cutOffOf(day, calendar).getTime()
  return workingDayFrom(isLate ? addDays(day, 1) : day, calendar)
}

/** So many working days after a working day: the day of receipt is day 0. [S] */
export function workingDaysAfter(day: string, days: number, calendar: WorkingCalendar): string {
  let reached = day
  for (let left = days; left > 0; left--) reached = workingDayFrom(addDays(reached, 1), calendar)
  return reached
}

/** The cut-off of the day that is so many working days after the day of receipt. */
export function dueInDays(received: Date, days: number, calendar: WorkingCalendar): Date {
  return cutOffOf(workingDaysAfter(receivedOn(received, calendar), days, calendar), calendar)
}

/**
 * When an answer is due that may take so many hours: each 24 of them are a working day after the day of receipt, and it
 * is due at that day's cut-off. [ours: the regulation counts in hours, offices in working days]
 */
export function dueAfter(received: Date, hours: number, calendar: WorkingCalendar): Date {
  return dueInDays(received, Math.ceil(hours / hoursOfDay), calendar)
}
