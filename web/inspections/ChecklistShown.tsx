import type { Checklist } from '../../server/inspections/checklists/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Icon } from '../ui/Icon.tsx'

/** A version of a checklist, to read. */
export function ChecklistShown({ checklist, isCurrent }: { checklist: Checklist; isCurrent: boolean }) {
  const { say, name } = useSpeech()
  const moment = useMoment()
  const { publishedBy, publishedAt, note, items } = checklist
  return (
    <>
      <p className="checklist-origin">
        {isCurrent ? null : <strong>{say('checklist.old')} — </strong>}
        {publishedBy ? <bdi>{name(publishedBy)}</bdi> : say('checklist.seeded')}
        {' · '}
        <time dateTime={publishedAt}>{moment(publishedAt)}</time>
        {note ? (
          <>
            {' · '}
            <bdi>{note}</bdi>
          </>
        ) : null}
      </p>
      <ol className="checklist-items" data-testid="checklist">
        {items.map(({ code, severity, text, reasons, measure }) => (
          <li key={code}>
            <div className="checklist-head">
              <strong>{name(text)}</strong>
              <span className="tag" data-tone={severity === 'high' ? 'bad' : 'plain'}>
                {severity === 'high' ? <Icon name="warning" size={14} /> : null}
                {say(`checklist.severity.${severity}`)}
              </span>
              {measure ? <span className="chip">{say(`checklist.measure.${measure}`)}</span> : null}
            </div>
            <ul className="checklist-reasons" aria-label={say('checklist.reasons')}>
              {reasons.map((reason) => (
                <li key={reason.code}>{name(reason.text)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  )
}
