import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import type { Outcome } from './ManyDecisions.tsx'
import { hasMovedOn } from './use-deed.ts'

/** What became of each of several; it stays until the next. */
export function ManyReport({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { say } = useSpeech()
  const failed = outcomes.filter(({ problem }) => problem)
  return (
    <div className="answers-report" role="status" data-testid="many-report">
      <p>{say('many.done', { count: outcomes.length - failed.length })}</p>
      {failed.length > 0 ? (
        <ul>
          {failed.map(({ review, problem }) => (
            <li key={review.works.id}>
              <bdi>{review.works.title}</bdi>:{' '}
              {hasMovedOn(problem)
                ? say('many.movedOn')
                : (problem?.reasons ?? []).map(({ code, detail }) => <DaysInText key={code} text={`${detail} `} />)}
              {problem?.reasons || hasMovedOn(problem) ? null : problem?.detail || say('many.unknown')}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
