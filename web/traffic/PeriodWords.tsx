import type { Period } from '../../server/time/contract.ts'
import { typedDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

/** On which days of its works a diversion runs. */
export function PeriodWords({ period }: { period: Period | null }) {
  const { say } = useSpeech()
  if (!period) return <>{say('traffic.allDays')}</>
  return (
    <bdi dir="ltr">
      {typedDay(period.start)} – {typedDay(period.end)}
    </bdi>
  )
}
