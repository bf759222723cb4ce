import { dayAt } from '../../../server/time/rules.ts'

/** What the city has said of its day. */
interface Said {
  today: string
  zone: string
  /** Of the phone's clock; 0 of what was only kept on it. */
  answeredAt: number
}

/**
 * The day in the city. It said so itself, but that was yesterday or longer ago where a page stands open over night or is
 * opened without a network: then it is the day of the phone's clock, there.
 */
export function cityDay({ today, zone, answeredAt }: Said, now: Date): string {
  const day = dayAt(now, zone)
  return dayAt(new Date(answeredAt), zone) === day ? today : day
}

export function phoneDay(now: Date): string {
  return dayAt(now, Intl.DateTimeFormat().resolvedOptions().timeZone)
}
