import type { Period } from '../../../server/time/contract.ts'
import type { ListedConnection } from '../../../server/works/connections/contract.ts'
import { ConnectionTold } from '../../connections/ConnectionTold.tsx'
import { fullDay, number } from '../../i18n/format.ts'
import { Listed } from '../../i18n/Listed.tsx'
import { type Speech, useSpeech } from '../../i18n/language.tsx'

interface ToldProps {
  member: string
  value: unknown
  when: 'before' | 'after'
}

/** The value of a member that may be amended, in the reader's words. */
function told({ member, value, when }: ToldProps, { say, sayAny, language }: Speech): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'number') return number(value, language, 2)
  if (member === 'trafficImpact') return sayAny(`impact.${value}`, String(value))
  if (member === 'closure') return sayAny(`closure.${value}`, String(value))
  if (Array.isArray(value)) return say('amendment.diversions', { count: value.length })
  if (member !== 'period') return say(`amendment.shape.${when}`)
  const { start, end } = value as Period
  return `${fullDay(start, language)} – ${fullDay(end, language)}`
}

/** Buildings are called in any language: each name keeps its own direction. */
function Told(props: ToldProps) {
  const speech = useSpeech()
  const { member, value } = props
  if (member !== 'connectionList' || !Array.isArray(value)) return <bdi>{told(props, speech)}</bdi>
  const list: readonly ListedConnection[] = value
  return <Listed items={list.map((one) => <ConnectionTold key={one.id} connection={one} />)} />
}

interface BeforeAfterProps {
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** What an amendment makes another, each member as it was and as it would be. */
export function BeforeAfter({ before, after }: BeforeAfterProps) {
  const { say, sayAny } = useSpeech()
  return (
    <table className="before-after">
      <thead>
        <tr>
          <td />
          <th scope="col">{say('amendment.before')}</th>
          <th scope="col">{say('amendment.after')}</th>
        </tr>
      </thead>
      <tbody>
        {Object.keys(after).map((member) => (
          <tr key={member}>
            <th scope="row">{sayAny(`amendment.member.${member}`, member)}</th>
            <td>
              <Told member={member} value={before[member]} when="before" />
            </td>
            <td>
              <Told member={member} value={after[member]} when="after" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
