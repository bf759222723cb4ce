import type { SampleWithResults } from '../../../server/inspections/laboratory/contract.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'
import { SampleStateTag } from './SampleStateTag.tsx'
import { useMeasured } from './use-measured.ts'

/** What was measured, the last first: a result that was corrected stays to be read. */
export function SampleResults({ sample }: { sample: SampleWithResults }) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const measured = useMeasured()
  if (sample.results.length === 0) return null
  return (
    <section aria-label={say('sample.results')}>
      <h2>{say('sample.results')}</h2>
      <ol className="sample-results">
        {sample.results.map((result, at) => (
          <li key={result.id} data-stands={at === 0 || undefined}>
            <span className="row-top">
              <SampleStateTag state={result.outcome} />
              <strong>{measured(result.value, sample.kind)}</strong>
              {at > 0 ? <span className="tag">{say('sample.corrected')}</span> : null}
            </span>
            <span className="row-facts">
              <span>{say('sample.testedOnDay', { day: fullDay(result.testedOn, language) })}</span>
              <span>
                {say('sample.certificate')} <bdi dir="ltr">{result.certificate}</bdi>
              </span>
              <span>{say(`sample.source.${result.source}`)}</span>
            </span>
            <span className="row-facts">
              <span>{[result.by ? name(result.by) : null, moment(result.at)].filter(Boolean).join(' · ')}</span>
            </span>
            {result.reason ? <p dir="auto">{say('sample.correctedFor', { reason: result.reason })}</p> : null}
            {result.note ? <p dir="auto">{result.note}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
