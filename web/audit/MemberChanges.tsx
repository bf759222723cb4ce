import type { AuditEntry } from '../../server/audit/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Id } from '../ui/Id.tsx'
import { MemberValue } from './MemberValue.tsx'
import { changesOf, mannerOf } from './members.ts'

/** What an entry says of each member, folded until somebody wants to know. */
export function MemberChanges({ entry }: { entry: AuditEntry }) {
  const { say } = useSpeech()
  const manner = mannerOf(entry)
  return (
    <details className="member-changes">
      <summary>{say(`audit.${manner}`)}</summary>
      {manner === 'members' ? <BeforeAfter entry={entry} /> : <Recorded entry={entry} />}
      <p className="form-note">
        {say('audit.link', { place: entry.sequence, region: entry.regionId })} <Id>{entry.hash.slice(0, 16)}</Id>
      </p>
    </details>
  )
}

function BeforeAfter({ entry }: { entry: AuditEntry }) {
  const { say, sayAny } = useSpeech()
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('audit.member')}</th>
          <th scope="col">{say('audit.before')}</th>
          <th scope="col">{say('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changesOf(entry).map(({ member, before, after }) => (
          <tr key={member}>
            <th scope="row">{sayAny(`member.${member}`, member)}</th>
            <td>
              <MemberValue subject={entry.subject} member={member} value={before} />
            </td>
            <td>
              <MemberValue subject={entry.subject} member={member} value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Recorded({ entry }: { entry: AuditEntry }) {
  const { sayAny } = useSpeech()
  return (
    <table>
      <tbody>
        {changesOf(entry).map(({ member, before, after }) => (
          <tr key={member}>
            <th scope="row">{sayAny(`member.${member}`, member)}</th>
            <td>
              <MemberValue subject={entry.subject} member={member} value={after ?? before} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
