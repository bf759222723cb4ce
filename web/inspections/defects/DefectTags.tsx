import { useQuery } from '@tanstack/react-query'
import type { DefectSummary } from '../../../server/inspections/defects/contract.ts'
import { dayNumber } from '../../../server/time/rules.ts'
import { readyQuery } from '../../agencies/queries.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'

type Standing = Pick<DefectSummary, 'state' | 'severity' | 'isContested' | 'isLate' | 'dueOn'>

/** Where it stands, and how grave it is. */
export function DefectTags({ state, severity, isContested }: Standing) {
  const { say } = useSpeech()
  return (
    <>
      <span className="defect-state" data-state={isContested ? 'contested' : state}>
        {say(isContested ? 'defect.contested' : `defect.state.${state}`)}
      </span>
      <span className="flag" data-severity={severity}>
        {severity === 'high' ? <Icon name="warning" size={14} /> : null}
        {say(`defect.severity.${severity}`)}
      </span>
    </>
  )
}

/** Until when it is to be mended, in words: what is late says how late. */
export function DueWords({ state, isContested, isLate, dueOn }: Standing) {
  const { language, say } = useSpeech()
  const today = useQuery(readyQuery).data?.today
  if (!today || state !== 'open') return null
  const when = fullDay(dueOn, language)
  if (isContested) return <span className="defect-due">{say('defect.due.rests', { when })}</span>
  const days = dayNumber(dueOn) - dayNumber(today)
  const words = isLate
    ? say('defect.due.late', { count: -days })
    : days === 0
      ? say('defect.due.today')
      : say('defect.due.left', { count: days })
  return (
    <span className="defect-due" data-urgency={isLate ? 'late' : days <= 1 ? 'soon' : 'ample'}>
      <b>
        <Icon name={isLate ? 'warning' : 'clock'} size={14} /> {words}
      </b>{' '}
      <time dateTime={dueOn}>{say('defect.due.by', { when })}</time>
    </span>
  )
}
