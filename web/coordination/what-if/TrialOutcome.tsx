import type { Finding } from '../../../server/coordination/contract.ts'
import { fullDay, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { daysOnStreet, type Fate, type Outcome } from './outcome.ts'
import type { Trial } from './use-trial.ts'

/** What would come of the dates that are tried, in words. */
export function TrialOutcome({ trial }: { trial: Trial }) {
  const { language, say } = useSpeech()
  const { outcome, period, stands, other, side } = trial
  if (!trial.isTried || !trial.isSound) return null
  if (!outcome)
    return (
      <p className="trial-outcome" role="status">
        {trial.isWorking ? say('whatIf.asking') : ''}
      </p>
    )
  const days = [daysOnStreet(stands, other.period), daysOnStreet(period, other.period)].map((each) =>
    number(each, language),
  )
  return (
    <div className="trial-outcome" role="status" data-testid="outcome">
      <h3>{say('whatIf.if', { side, from: fullDay(period.start, language), to: fullDay(period.end, language) })}</h3>
      <dl>
        <div>
          <dt>{say('whatIf.this')}</dt>
          <dd data-fate={outcome.fate.is}>
            <FateWords fate={outcome.fate} />
          </dd>
        </div>
        <div>
          <dt>{say('whatIf.new')}</dt>
          <Arising outcome={outcome} />
        </div>
        <Titles findings={outcome.arising} />
        {outcome.clearing.length > 0 ? (
          <div>
            <dt>{say('whatIf.cleared')}</dt>
            <dd>{number(outcome.clearing.length, language)}</dd>
          </div>
        ) : null}
        <div>
          <dt>{say('whatIf.days')}</dt>
          <dd>{days[0] === days[1] ? days[0] : <FromTo values={days} />}</dd>
        </div>
      </dl>
      {outcome.complete ? null : <p className="incomplete">{say('finding.incomplete')}</p>}
    </div>
  )
}

/** What could not be looked up is never told as nothing. */
function Arising({ outcome: { arising, complete } }: { outcome: Outcome }) {
  const { language } = useSpeech()
  if (!complete && arising.length === 0) return <dd>—</dd>
  return <dd data-fate={arising.length > 0 ? 'stays' : 'gone'}>{number(arising.length, language)}</dd>
}

/** The arrow points the way that is read. */
function FromTo({ values: [from, to] }: { values: string[] }) {
  const { language } = useSpeech()
  return (
    <>
      {from} {language === 'ar' ? '←' : '→'} {to}
    </>
  )
}

function FateWords({ fate }: { fate: Fate }) {
  const { say } = useSpeech()
  if (fate.is === 'becomes') return say('whatIf.becomes', { kind: say(`finding.${fate.kind}`) })
  if (fate.is === 'gone' && fate.leavesChance) return say('whatIf.goneChance')
  return say(`whatIf.${fate.is}`)
}

const mostTitles = 4

/** Whom it would meet anew. */
function Titles({ findings }: { findings: readonly Finding[] }) {
  const { say } = useSpeech()
  return findings.slice(0, mostTitles).map(({ kind, other, ruleId }) => (
    <div key={`${kind} ${ruleId} ${other.id}`} className="trial-met">
      <dt>{say(`finding.${kind}`)}</dt>
      <dd dir="auto">{other.title}</dd>
    </div>
  ))
}
