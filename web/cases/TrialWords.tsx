import type { Case, CaseProposal } from '../../server/cases/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { WorksListed } from './WorksNamed.tsx'

type Trial = CaseProposal['trial']

export function isFeasible({ complete, blocking, refusal }: Trial): boolean {
  return complete && blocking.length === 0 && refusal === null
}

/** What a re-assessment with the proposal found: whether it can be accepted, and what stands in its way. */
export function TrialWords({ trial, works }: { trial: Trial; works: Case['works'] }) {
  const { say, sayAny, name } = useSpeech()
  const { complete, blocking, warnings, refusal } = trial
  if (isFeasible(trial))
    return (
      <p className="trial" data-tone="clear">
        <Icon name="check" size={16} />
        <span>
          {say('case.trial.clear')}
          {warnings > 0 ? ` ${say('case.trial.warnings', { count: warnings })}` : null}
        </span>
      </p>
    )
  return (
    <div className="trial" data-tone="blocking">
      <Icon name="warning" size={16} />
      <div>
        <p>
          <b>{say(refusal ? 'case.trial.impossible' : complete ? 'case.trial.blocking' : 'case.trial.incomplete')}</b>
        </p>
        {refusal ? <p>{name(refusal)}</p> : null}
        <ul>
          {blocking.map(({ worksId, kind, other, explanation }) => (
            <li key={`${worksId} ${kind} ${other.id}`}>
              {sayAny(`finding.${kind}`, kind)}: <bdi>{name(other.title)}</bdi>. <DaysInText text={name(explanation)} />
              <WorksListed label={say('case.trial.met')} works={metBy(works, worksId, other)} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** The works at which something was found, and the works that it meets there, also outside of the case. */
function metBy(
  works: Case['works'],
  worksId: string,
  { type, id, number, agencyId }: Trial['blocking'][number]['other'],
) {
  const own = works.find((each) => each.id === worksId)
  const other = works.find((each) => each.id === id)
  const outside = type === 'works' && number !== null ? { number, agencyId: agencyId ?? null } : undefined
  return [own, other ?? outside].filter((each) => each !== undefined)
}
