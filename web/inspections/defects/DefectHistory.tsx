import type { Defect } from '../../../server/inspections/defects/contract.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'

/** What became of it: what, who, when, why. */
export function DefectHistory({ defect }: { defect: Defect }) {
  const { language, say, name } = useSpeech()
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
        {defect.history.map((line) => (
          <li key={line.version}>
            <strong>{say(`defect.event.${line.event}`)}</strong>
            <span>{line.by ? name(line.by) : say('history.system')}</span>
            <time dateTime={line.at}>{moment(line.at)}</time>
            {line.agencyId ? <p>{nameOf(line.agencyId)}</p> : null}
            {line.reason ? <p dir="auto">{line.reason}</p> : null}
            {line.inspection ? <p>{say('defect.byInspection', { value: line.inspection })}</p> : null}
            {line.days.length > 0 ? (
              <p>{line.days.map((day) => fullDay(day, language)).join(say('list.joint'))}</p>
            ) : null}
            {line.dueOn ? <p>{say('defect.due.by', { when: fullDay(line.dueOn, language) })}</p> : null}
          </li>
        ))}
      </ol>
    </details>
  )
}
