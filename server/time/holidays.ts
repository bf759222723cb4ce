import { type Static, Type } from 'typebox'
import { Names } from '../language/contract.ts'
import { addDays, dayNumber, hijriOf } from './rules.ts'

/** Days off that come back each year, by one of the two calendars. A part of the rule pack. */
export const YearlyHoliday = Type.Object(
  {
    name: Names,
    calendar: Type.Union([Type.Literal('gregorian'), Type.Literal('hijri')]),
    month: Type.Integer({ minimum: 1, maximum: 12 }),
    day: Type.Integer({ minimum: 1, maximum: 31 }),
    /** So many days after the day that is named, which a month of 29 or 30 days needs: the day after 29 Ramadan. */
    after: Type.Integer({ minimum: 0, maximum: 30 }),
    days: Type.Integer({ minimum: 1, maximum: 30 }),
  },
  { additionalProperties: false },
)
export type YearlyHoliday = Static<typeof YearlyHoliday>

export interface DaysOff {
  /** 1 for Monday to 7 for Sunday. */
  weekend: readonly number[]
  /** Days that were announced for one year. */
  holidays: readonly string[]
  yearlyHolidays: readonly YearlyHoliday[]
}

/** A working day: neither weekend nor a holiday. */
export function isWorkingDay(day: string, { weekend, holidays, yearlyHolidays }: DaysOff): boolean {
  const weekday = ((dayNumber(day) + 3) % 7) + 1
  return !weekend.includes(weekday) && !holidays.includes(day) && !yearlyHolidays.some((one) => falls(day, one))
}

function falls(day: string, { calendar, month, day: first, after, days }: YearlyHoliday): boolean {
  return Array.from({ length: days }, (_, later) => addDays(day, -after - later)).some((named) => {
    const found = calendar === 'hijri' ? hijriOf(named) : gregorianOf(named)
    return found.month === month && found.day === first
  })
}

function gregorianOf(day: string): { month: number; day: number } {
  return { month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}
