import type { Notice } from '../../server/notifications/contract.ts'
import { dayAt } from '../../server/time/rules.ts'

/** Notices under the days on which they came, by the city's calendar; in the order in which they are. */
export function byDay(notices: readonly Notice[], zone: string): { day: string; notices: Notice[] }[] {
  const days: { day: string; notices: Notice[] }[] = []
  for (const notice of notices) {
    const day = dayAt(new Date(notice.at), zone)
    const last = days.at(-1)
    if (last?.day === day) last.notices.push(notice)
    else days.push({ day, notices: [notice] })
  }
  return days
}
