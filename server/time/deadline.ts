import { type Phrase, speaker } from '../language/speak.ts'
import { dayAt, dayEndedBy, timeAt } from './rules.ts'

const say = speaker({
  ar: { end: 'نهاية يوم {day}' },
  en: { end: 'the end of {day}' },
})

/** A deadline in words, by the clocks of a zone: the day at whose end it is, or its day and minute. */
export function sayDeadline(deadline: Date, zone: string): Phrase {
  const day = dayEndedBy(deadline, zone)
  return day === null ? () => `${dayAt(deadline, zone)} ${timeAt(deadline, zone)}` : say('end', { day })
}
