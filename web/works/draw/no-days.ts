import type { Period } from '../../../server/time/contract.ts'
import type { Speech } from '../../i18n/language.tsx'
import { later } from '../../time/order.ts'

const ends = ['start', 'end'] as const
type End = (typeof ends)[number]

/** What was typed in place of days and is none. */
export type NoDays = Readonly<Partial<Record<End, string | undefined>>>

/** Is each day one? */
export function isWhole({ noDays }: { noDays: NoDays }): boolean {
  return ends.every((end) => noDays[end] === undefined)
}

/** The fields that hold no day, each named. */
export function noDaysOf({ noDays }: { noDays: NoDays }, say: Speech['say']): string[] {
  return ends.filter((end) => noDays[end] !== undefined).map((end) => say('draw.noDay', { field: say(`draw.${end}`) }))
}

/** The same with another day; a later start takes an end before it along. */
export function withDay<Dated extends { period: Period; noDays: NoDays }>(dated: Dated, end: End, day: string): Dated {
  const { start, end: last } = dated.period
  const period = end === 'start' ? { start: day, end: later(day, last) } : { start, end: day }
  return { ...dated, period, noDays: { ...dated.noDays, [end]: undefined } }
}
