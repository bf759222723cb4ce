import { useSpeech } from '../i18n/language.tsx'
import { useDeadline } from '../time/use-deadline.ts'
import { Icon } from '../ui/Icon.tsx'
import { clockOf, urgencyOf } from './clock.ts'
import { useNow } from './use-now.ts'

/** How long is left, or how late it is, in words and with its mark; the deadline itself beside it. */
export function DueClock({ dueAt, label }: { dueAt: string; label?: string }) {
  const { say } = useSpeech()
  const deadline = useDeadline()
  const now = useNow()
  const { isLate, unit, count } = clockOf(dueAt, now)
  const urgency = urgencyOf(dueAt, now)
  return (
    <span className="due-clock" data-urgency={urgency}>
      <b>
        <Icon name={urgency === 'late' ? 'warning' : 'clock'} size={14} />
        {say(`clock.${isLate ? 'late' : 'left'}.${unit}`, { count })}
      </b>
      <span>
        {label ? `${label} ` : null}
        <time dateTime={dueAt}>{deadline(dueAt)}</time>
      </span>
    </span>
  )
}
