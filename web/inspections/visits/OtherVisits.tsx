import type { Visit } from '../../../server/inspections/visits/contract.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'

/** What else somebody has to go to the same works for: two rows of one works are two calls, or one that answers both. */
export function OtherVisits({
  visit,
  today,
}: {
  visit: Pick<Visit, 'kind'> & { others?: Visit['others'] }
  today: string
}) {
  const { language, say } = useSpeech()
  // an area that was taken along before the service told them has none
  const others = visit.others ?? []
  if (others.length === 0) return null
  const answered = others.some(({ kind, dueOn }) => kind === visit.kind && dueOn <= today)
  return (
    <p className="other-visits" data-testid="other-visits">
      <strong>{say('visit.others')}</strong>{' '}
      {others
        .map(({ kind, cause, dueOn }) =>
          say('visit.other', {
            kind: say(`inspection.kind.${kind}`),
            why: say(`visit.why.${cause}`),
            day: fullDay(dueOn, language),
          }),
        )
        .join(say('list.joint'))}
      {answered ? <> {say('visit.oneCall')}</> : null}
    </p>
  )
}
