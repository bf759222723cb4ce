import type { Guarantee } from '../../server/inspections/clearance/contract.ts'
import type { Status } from '../../server/works/contract.ts'
import { fullDay, number, otherDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

const soonDays = 90

/** Who answers for the ground, until when, and how long that still is. */
export function GuaranteeCard({ guarantee, status }: { guarantee: Guarantee; status: Status }) {
  const { language, say, name } = useSpeech()
  const { until, daysLeft, months, deepestMetres, holder } = guarantee
  const isOver = daysLeft < 0
  const urgency = isOver ? 'late' : daysLeft <= soonDays ? 'soon' : 'calm'
  return (
    <article className="handover-card" data-testid="guarantee">
      <header>
        <h3>{say('guarantee.title')}</h3>
        {status === 'in_guarantee' ? (
          <span className="due-clock" data-urgency={urgency}>
            <b>
              <Icon name={isOver ? 'warning' : 'clock'} size={14} />
              {isOver ? say('guarantee.over') : say('guarantee.left', { count: daysLeft })}
            </b>
          </span>
        ) : null}
      </header>
      {status === 'reinstated' ? <p className="form-note">{say('guarantee.notAccepted')}</p> : null}
      <dl className="facts">
        <div>
          <dt>{say('guarantee.until')}</dt>
          <dd>
            <time dateTime={until}>{fullDay(until, language)}</time> <small>{otherDay(until, language)}</small>
          </dd>
        </div>
        <div>
          <dt>{say('guarantee.holder')}</dt>
          <dd>
            {name(holder.agency.name)}
            {holder.contractor ? (
              <small> {say('guarantee.contractor', { name: name(holder.contractor.name) })}</small>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>{say('guarantee.length')}</dt>
          <dd>
            {say('guarantee.months', { count: months })}
            {deepestMetres === null ? null : (
              <small> · {say('guarantee.deepest', { value: number(deepestMetres, language, 2) })}</small>
            )}
          </dd>
        </div>
      </dl>
    </article>
  )
}
