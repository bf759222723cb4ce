import type { PlannedAgency } from '../../server/analytics/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { civilMonth } from './months.ts'

const metresOfKilometre = 1000
const months = Array.from({ length: 12 }, (_, month) => month)

/** Agencies under each other: what the year comes to, and how many works have ground open in each month. */
export function AgenciesPlanTable({ items }: { items: readonly PlannedAgency[] }) {
  const { language, say } = useSpeech()
  const most = Math.max(1, ...items.flatMap((each) => each.months))
  const told = (value: number, decimals = 0) => number(value, language, decimals)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className="plan-scroll" tabIndex={0} aria-label={say('plan.by.agencies')}>
      <table className="plan-table" data-testid="plan-agencies">
        <caption className="visually-hidden">{say('plan.agenciesCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('filter.agency')}</th>
            <th scope="col">{say('plan.works')}</th>
            <th scope="col">{say('plan.kilometres')}</th>
            <th scope="col">{say('plan.worksDays')}</th>
            {months.map((month) => (
              <th key={month} scope="col">
                {civilMonth(month, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.agencyId}>
              <th scope="row">
                <AgencyChip id={each.agencyId} />
              </th>
              <td>{told(each.works)}</td>
              <td>{told(each.metres / metresOfKilometre, 1)}</td>
              <td>{told(each.worksDays)}</td>
              {months.map((month) => {
                const works = each.months[month] ?? 0
                return (
                  <td key={month} className="plan-month">
                    <i aria-hidden="true" style={{ blockSize: `${(works / most) * 100}%` }} />
                    <span>{told(works)}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
