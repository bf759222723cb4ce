import { addDays } from '../../server/time/rules.ts'

/** The days that are looked back on: a preset, or two days that were typed. */
export const spans = ['all', 'today', 'week', 'month', 'typed'] as const
export type Span = (typeof spans)[number]

interface Days {
  since?: string | undefined
  until?: string | undefined
}

const back: Partial<Record<Span, number>> = { today: 0, week: -6, month: -29 }

/** The days of a span that is chosen today. What was typed begins with the last month. */
export function daysOf(span: Span, today: string): Days {
  if (span === 'all') return { since: undefined, until: undefined }
  if (span === 'typed') return { since: addDays(today, -29), until: today }
  return { since: addDays(today, back[span] ?? 0), until: undefined }
}

/** Which span these days are; any other are typed. */
export function spanOf({ since, until }: Days, today: string): Span {
  if (until !== undefined) return 'typed'
  if (since === undefined) return 'all'
  return spans.find((span) => back[span] !== undefined && addDays(today, back[span]) === since) ?? 'typed'
}
