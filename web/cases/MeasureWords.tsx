import type { Case, CaseProposal } from '../../server/cases/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import { fullDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Conditions } from '../permits/Conditions.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'

type Measure = CaseProposal['measure']

/** What a measure does, works by works. */
export function MeasureWords({ measure, works }: { measure: Measure; works: Case['works'] }) {
  const { language, say } = useSpeech()
  const named = (id: string) => {
    const one = works.find((each) => each.id === id)
    return one ? (
      <>
        <bdi>{one.title}</bdi> <Id>{one.number}</Id>
      </>
    ) : (
      '—'
    )
  }
  const days = ({ start, end }: Period) => `${fullDay(start, language)} – ${fullDay(end, language)}`
  return (
    <>
      {measure.lead ? (
        <p>
          {say('case.measure.led')} {named(measure.lead.leadId)}
        </p>
      ) : null}
      <ul className="measure-changes">
        {measure.changes.map(({ worksId, before, period, route }) => (
          <li key={worksId}>
            <span>{named(worksId)}</span>
            {period ? (
              <span>
                <del>{days(before)}</del> <Icon name="forward" size={12} mirror /> <ins>{days(period)}</ins>
              </span>
            ) : null}
            {route ? <span>{say('case.measure.rerouted')}</span> : null}
          </li>
        ))}
      </ul>
      {measure.kind === 'as_is' ? <Conditions conditions={measure.conditions} /> : null}
    </>
  )
}
