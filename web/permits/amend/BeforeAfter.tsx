import type { Period } from '../../../server/time/contract.ts'
import type { ListedConnection } from '../../../server/works/connections/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { ConnectionTold } from '../../connections/ConnectionTold.tsx'
import { fullDay, number } from '../../i18n/format.ts'
import { Listed } from '../../i18n/Listed.tsx'
import { type Speech, useSpeech } from '../../i18n/language.tsx'

/** Members whose values are words of a list. */
const chosen = ['status', 'category', 'utility', 'method', 'closure']

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
  if (chosen.includes(member)) return sayAny(`${member}.${value}`, String(value))
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return say('amendment.diversions', { count: value.length })
  if (member !== 'period') return say(`amendment.shape.${when}`)
  const { start, end } = value as Period
  return `${fullDay(start, language)} – ${fullDay(end, language)}`
}

/** Buildings are called in any language: each name keeps its own direction. */
function Told(props: ToldProps) {
  const speech = useSpeech()
  const { member, value } = props
  if (member === 'contractorId' && typeof value === 'string') return <AgencyChip id={value} />
  if (member !== 'connectionList' || !Array.isArray(value)) return <bdi>{told(props, speech)}</bdi>
  const list: readonly ListedConnection[] = value
  return <Listed items={list.map((one) => <ConnectionTold key={one.id} connection={one} />)} />
}

interface BeforeAfterProps {
  before: Record<string, unknown>
  after: Record<string, unknown>
  /** What stands above them, where it is not that one became the other. */
  heads?: readonly string[]
}

/** What an amendment makes another, each member as it was and as it would be. */
export function BeforeAfter({ before, after, heads = [] }: BeforeAfterProps) {
  const { say, sayAny } = useSpeech()
  const [earlier = say('amendment.before'), later = say('amendment.after')] = heads
  return (
    <table className="before-after">
      <thead>
        <tr>
          <td />
          <th scope="col">{earlier}</th>
          <th scope="col">{later}</th>
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
