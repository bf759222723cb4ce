import type { AuditEntry } from '../../server/audit/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { type MessageId, useSpeech } from '../i18n/language.tsx'
import { Sentence } from '../i18n/Sentence.tsx'
import { useMoment } from '../time/use-moment.ts'
import { MemberChanges } from './MemberChanges.tsx'
import { changesOf } from './members.ts'
import { SubjectLink } from './SubjectLink.tsx'

/** One change in a sentence: who did what to which object; then when, from where, why, and what it was before. */
export function EntryItem({ entry }: { entry: AuditEntry }) {
  const moment = useMoment()
  return (
    <li className="audit-entry">
      <p className="audit-sentence">
        <Says entry={entry} />
      </p>
      <p className="row-facts">
        <time dateTime={entry.at}>{moment(entry.at)}</time>
        {entry.address ? (
          <span>
            <Sentence
              id="audit.from"
              parts={{
                address: (
                  <bdi key="address" dir="ltr">
                    {entry.address}
                  </bdi>
                ),
              }}
            />
          </span>
        ) : null}
        {entry.agencyId ? <AgencyChip id={entry.agencyId} /> : null}
      </p>
      {entry.reason ? (
        <p className="prose">
          <Sentence id="audit.reason" parts={{ reason: <bdi key="reason">{entry.reason}</bdi> }} />
        </p>
      ) : null}
      {changesOf(entry).length > 0 ? <MemberChanges entry={entry} /> : null}
    </li>
  )
}

function Says({ entry }: { entry: AuditEntry }) {
  const { sayAny } = useSpeech()
  const who = useWho(entry)
  const id = `audit.says.${entry.subject}.${entry.event}`
  const known = (sayAny(id, '') === '' ? 'audit.says.other' : id) as MessageId
  const parts = {
    who: <bdi key="who">{who}</bdi>,
    what: <SubjectLink key="what" entry={entry} />,
    event: <bdi key="event">{sayAny(`event.${entry.event}`, entry.event)}</bdi>,
  }
  return <Sentence id={known} parts={parts} />
}

/** A person, software with its key, or the system itself. */
function useWho({ by, keyId, keyName }: AuditEntry): string {
  const { say, name } = useSpeech()
  if (by) return name(by.name) || say('audit.unknownPerson')
  if (keyName) return say('audit.byKey', { name: keyName })
  return say(keyId ? 'audit.bySomeKey' : 'audit.system')
}
