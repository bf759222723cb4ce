import type { ReportLine } from '../../server/reports/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { StarsGiven } from './StarsGiven.tsx'

/** What became of a report: what, who, when, why. */
export function ReportHistory({ lines }: { lines: readonly ReportLine[] }) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const { byId } = useAgencies()
  const nameOf = (id: string) => {
    const agency = byId.get(id)
    return agency ? name(agency.name) : say('agency.unknown')
  }
  return (
    <details className="history" open>
      <summary>{say('history.title')}</summary>
      <ol>
        {lines.map((line) => (
          <li key={line.version}>
            <strong>{say(`report.event.${line.event}`)}</strong>
            <span>{line.agencyId ? nameOf(line.agencyId) : null}</span>
            <time dateTime={line.at}>{moment(line.at)}</time>
            {line.toAgencyId ? <p>{say('report.to', { who: nameOf(line.toAgencyId) })}</p> : null}
            {line.stars ? <StarsGiven stars={line.stars} /> : null}
            {line.reason ? <p dir="auto">{line.reason}</p> : null}
          </li>
        ))}
      </ol>
    </details>
  )
}
