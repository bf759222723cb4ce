import type { Language } from '../language/contract.ts'
import { sayDeadline } from '../time/deadline.ts'
import type { About, NoticeKind } from './contract.ts'
import { sayNotices } from './messages.ts'

const isInstant = /^\d{4}-\d{2}-\d{2}T/

/** An instant as a person of the zone reads it: `2026-11-24 16:30`. */
function readable(instant: string, zone: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
}

/** Members of what is told that are deadlines. */
const deadlines: readonly string[] = ['due']

/** What a sentence is made with, in a language: its names, and its instants by the clocks of the zone. */
function valuesOf(about: About, language: Language, zone: string): Record<string, string | number> {
  const entries = Object.entries(about).map(([name, value]): [string, string | number] => {
    if (value === null) return [name, '']
    if (typeof value === 'object') return [name, value[language]]
    if (typeof value !== 'string' || !isInstant.test(value)) return [name, value]
    return [name, deadlines.includes(name) ? sayDeadline(new Date(value), zone)(language) : readable(value, zone)]
  })
  return Object.fromEntries(entries)
}

/** A notice in words. */
export function said(
  { kind, about }: { kind: NoticeKind; about: About },
  language: Language,
  zone: string,
): { title: string; text: string } {
  const values = valuesOf(about, language, zone)
  return {
    title: sayNotices(`${kind}.title`, values)(language),
    text: sayNotices(`${kind}.text`, values)(language),
  }
}
