import type { PlannedStreet } from '../../server/analytics/contract.ts'
import { dayNumber } from '../../server/time/rules.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { barsOf, monthStarts } from './lanes.ts'
import { civilMonth } from './months.ts'
import { PlanBar } from './PlanBar.tsx'

interface StreetsPlanRowsProps {
  streets: readonly PlannedStreet[]
  year: number
  today: string
  /** Of what was asked before. */
  isOld: boolean
}

/** Streets under each other, months beside each other, a bar for each works. */
export function StreetsPlanRows({ streets, year, today, isOld }: StreetsPlanRowsProps) {
  const { language, say } = useSpeech()
  const starts = monthStarts(year)
  const at = today.startsWith(`${year}-`)
    ? ((dayNumber(today) - dayNumber(`${year}-01-01`)) / (dayNumber(`${year + 1}-01-01`) - dayNumber(`${year}-01-01`))) * 100 // biome-ignore format: one line
    : null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className="plan-scroll" tabIndex={0} aria-label={say('plan.by.streets')} aria-busy={isOld}>
      <p className="form-note">{say('plan.legend')}</p>
      <div className="plan-months" aria-hidden="true">
        <span />
        <div className="plan-year">
          {starts.map((start, month) => (
            <span key={start} style={{ insetInlineStart: `${start}%` }}>
              {civilMonth(month, language)}
            </span>
          ))}
        </div>
      </div>
      <ul className="plan-rows" data-testid="plan-streets">
        {streets.map((street) => (
          <StreetRow key={street.id ?? 'none'} street={street} year={year} starts={starts} todayAt={at} />
        ))}
      </ul>
    </section>
  )
}

interface StreetRowProps {
  street: PlannedStreet
  year: number
  starts: readonly number[]
  todayAt: number | null
}

function StreetRow({ street, year, starts, todayAt }: StreetRowProps) {
  const { language, say, name } = useSpeech()
  const { bars, lanes } = barsOf(street.works, year)
  const left = street.total - street.works.length
  return (
    <li className="plan-row">
      <div className="plan-street">
        <strong>
          <bdi>{name(street.name)}</bdi>
        </strong>
        <small>{say('plan.worksCount', { count: street.total, shown: number(street.total, language) })}</small>
        {left > 0 ? <small>{say('plan.notShown', { count: left })}</small> : null}
      </div>
      <ul className="plan-year" style={{ blockSize: `calc(${lanes} * var(--lane))` }}>
        {starts.map((start) => (
          <li key={start} className="plan-line" aria-hidden="true" style={{ insetInlineStart: `${start}%` }} />
        ))}
        {todayAt === null ? null : (
          <li className="plan-today" aria-hidden="true" style={{ insetInlineStart: `${todayAt}%` }} />
        )}
        {bars.map((bar) => (
          <PlanBar key={bar.works.id} bar={bar} />
        ))}
      </ul>
    </li>
  )
}
