import type { Period } from '../../../server/time/contract.ts'
import type { ListedConnection } from '../../../server/works/connections/contract.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { fullDay, number } from '../../i18n/format.ts'
import { type Speech, useSpeech } from '../../i18n/language.tsx'

/** Members whose values are words of a list. */
const chosen = ['status', 'category', 'utility', 'method', 'closure']

/** The value of a member that may be amended, in the reader's words. */
function told(member: string, value: unknown, { say, sayAny, language }: Speech): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'number') return number(value, language, 2)
  if (member === 'trafficImpact') return sayAny(`impact.${value}`, String(value))
  if (chosen.includes(member)) return sayAny(`${member}.${value}`, String(value))
  if (typeof value === 'string') return value
  if (member === 'connectionList') return listed(value as ListedConnection[], { say, language })
  if (Array.isArray(value)) return say('amendment.diversions', { count: value.length })
  if (member !== 'period') return say('amendment.shape')
  const { start, end } = value as Period
  return `${fullDay(start, language)} – ${fullDay(end, language)}`
}

/** Connections by their numbers, buildings and metres; those that come have no number yet. */
function listed(list: readonly ListedConnection[], { say, language }: Pick<Speech, 'say' | 'language'>): string {
  const one = ({ number: place, label, lengthMetres }: ListedConnection) => {
    const metres = say('unit.metres', { value: number(lengthMetres, language, 1) })
    return `${place === null ? '' : `${number(place, language)}. `}${label} (${metres})`
  }
  return list.map(one).join(say('list.joint'))
}

interface BeforeAfterProps {
  before: Record<string, unknown>
  after: Record<string, unknown>
  /** What stands above them, where it is not that one became the other. */
  heads?: readonly string[]
}

/** What an amendment makes another, each member as it was and as it would be. */
export function BeforeAfter({ before, after, heads = [] }: BeforeAfterProps) {
  const speech = useSpeech()
  const { say, sayAny, name } = speech
  const { byId } = useAgencies()
  const cell = (member: string, value: unknown) => {
    const contractor = member === 'contractorId' ? byId.get(String(value)) : undefined
    return contractor ? name(contractor.name) : told(member, value, speech)
  }
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
              <bdi>{cell(member, before[member])}</bdi>
            </td>
            <td>
              <bdi>{cell(member, after[member])}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
