import type { Period } from '../../server/time/contract.ts'
import { fullDay, otherDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

function Day({ label, day }: { label: string; day: string }) {
  const { language } = useSpeech()
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <time dateTime={day}>{fullDay(day, language)}</time>
        <small>{otherDay(day, language)}</small>
      </dd>
    </div>
  )
}

/** Both ends of a period in both calendars. */
export function Dates({ period }: { period: Period }) {
  const { say } = useSpeech()
  return (
    <dl className="dates">
      <Day label={say('time.from')} day={period.start} />
      <Day label={say('time.to')} day={period.end} />
    </dl>
  )
}
