import type { Violation } from '../../server/inspections/violations/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DueClock } from '../permits/DueClock.tsx'

/** What runs now: the time to mend, to object, to answer an objection, to pay. */
export function ViolationClock({ about }: { about: Violation }) {
  const { say } = useSpeech()
  const { state, graceUntil, objectUntil, objection, dueAt } = about
  if ((state === 'warned' || state === 'claimed') && graceUntil)
    return <DueClock dueAt={graceUntil} label={say('violation.clock.grace')} />
  if (state === 'issued' && objectUntil) return <DueClock dueAt={objectUntil} label={say('violation.clock.object')} />
  if (state === 'objected' && objection?.escalatedAt) return <p className="missing">{say('violation.escalated')}</p>
  if (state === 'objected' && objection?.decideBy)
    return <DueClock dueAt={objection.decideBy} label={say('violation.clock.decide')} />
  return state === 'due' && dueAt ? <DueClock dueAt={dueAt} label={say('violation.clock.pay')} /> : null
}
