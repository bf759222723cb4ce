import { useQuery } from '@tanstack/react-query'
import type { Procedure } from '../../server/permits/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { readyQuery } from '../agencies/queries.ts'
import { fullDay, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { AnswerTag } from './AnswerTag.tsx'
import { permitDays } from './permit-days.ts'
import { SaidWords } from './SaidWords.tsx'

interface DecisionSummaryProps {
  works: Works
  procedure: Procedure
  /** It is the permit that is decided on: its days are not all those applied for. */
  isGrant: boolean
}

/** What an approval or a permit is decided on: whose works, where and when, what agencies say, what is let pass. */
export function DecisionSummary({ works, procedure, isGrant }: DecisionSummaryProps) {
  const { language, say, name } = useSpeech()
  const { consulting } = procedure
  const asked = procedure.consultations.filter(({ round }) => round === consulting.round)
  const waived = procedure.findings?.filter(({ standing }) => standing === 'waived') ?? []
  const facts = [
    works.streetName ? name(works.streetName) : null,
    say(`category.${works.category}`),
    say('unit.metres', { value: number(works.lengthMetres, language) }),
  ]
  return (
    <section className="decision-summary" aria-label={say('summary.title')}>
      <p>
        <AgencyChip id={works.agencyId} /> {facts.filter(Boolean).join(' · ')}
      </p>
      <dl>
        <Days works={works} isGrant={isGrant} />
        <div>
          <dt>{say('summary.answers')}</dt>
          {asked.length === 0 ? <dd>{say('summary.noAnswers')}</dd> : null}
          {asked.map((each) => (
            <dd key={each.id}>
              <AgencyChip id={each.agencyId} /> <AnswerTag consultation={each} isRunning={consulting.isRunning} />
              <SaidWords consultation={each} />
            </dd>
          ))}
        </div>
        <div>
          <dt>{say('summary.waived')}</dt>
          {waived.length === 0 ? <dd>{say('summary.noWaived')}</dd> : null}
          {waived.map(({ kind, ruleId, other, waiver }) => (
            <dd key={`${kind} ${ruleId} ${other.id}`}>
              {say(`finding.${kind}`)} · <bdi>{other.title}</bdi>
              {waiver ? (
                <>
                  : <bdi>{waiver.reason}</bdi>
                </>
              ) : null}
            </dd>
          ))}
        </div>
      </dl>
    </section>
  )
}

function Days({ works, isGrant }: { works: Works; isGrant: boolean }) {
  const { language, say } = useSpeech()
  const today = useQuery(readyQuery).data?.today
  const days = isGrant ? permitDays(works.period, today, works.notifiedAt !== null) : works.period
  return (
    <div>
      <dt>{say(isGrant ? 'summary.permitPeriod' : 'summary.period')}</dt>
      <dd>
        {fullDay(days.start, language)} – {fullDay(days.end, language)}
      </dd>
      {days.start === works.period.start ? null : <dd>{say('summary.pastLeftOut')}</dd>}
    </div>
  )
}
