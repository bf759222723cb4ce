import { coinsOf } from '../../server/inspections/violations/money/rules.ts'
import type { Procedure } from '../../server/permits/contract.ts'
import { fullDay, money } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

/** Ground that is open past the permit's end: how long, what it costs, and whether it still grows. */
export function OverrunCard({ overrun }: { overrun: NonNullable<Procedure['overrun']> }) {
  const { language, say } = useSpeech()
  const { since, days, charge, currency, isRunning } = overrun
  return (
    <article className="permit-card" aria-label={say('overrun.title')}>
      <h3>
        <Icon name="warning" size={14} /> {say('overrun.title')}
      </h3>
      <p>
        {say('overrun.days', { count: days })}
        {say('list.joint')}
        {say('overrun.since', { day: fullDay(since, language) })}
      </p>
      <p>
        <b>{say('overrun.charge', { value: money(coinsOf(charge, currency), currency, language) })}</b>
      </p>
      <p className="form-note">{say(isRunning ? 'overrun.running' : 'overrun.ended')}</p>
    </article>
  )
}
