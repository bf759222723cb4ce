import { addDays, type HijriDay, hijriOf } from '../../server/time/rules.ts'

/** The years of the tables of Umm al-Qura; a year among them is a Hijri one, whatever calendar is the main one. */
const tables = { first: 1300, last: 1600 }

export function isHijriYear(year: number): boolean {
  return year >= tables.first && year <= tables.last
}

const firstOfTables = '1882-11-12'
const meanMonth = 29.530588
/** Days that a month of the tables may begin before or after a mean one. */
const away = [0, 1, -1, 2, -2, 3, -3]

/** The day that a Hijri date names; `null` where the month has no such day. */
export function dayOfHijri({ year, month, day }: HijriDay): string | null {
  if (!isHijriYear(year) || month < 1 || month > 12 || day < 1 || day > 30) return null
  const months = (year - tables.first) * 12 + month - 1
  const near = addDays(firstOfTables, Math.round(months * meanMonth) + day - 1)
  for (const days of away) {
    const found = addDays(near, days)
    const hijri = hijriOf(found)
    if (hijri.year === year && hijri.month === month && hijri.day === day) return found
  }
  return null
}
