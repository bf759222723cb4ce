import type { Minute } from '../../../server/meeting/held/contract.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useMoment } from '../../time/use-moment.ts'

const tones = { agreed: 'good', to_settle: 'warning', no_action: 'info' } as const

/** What came of an item, in a word and in the words of the minutes; who settles it and until when, and how it was settled since. */
export function OutcomeWords({ minute: { outcome, words, settlerId, settleBy, settled } }: { minute: Minute }) {
  const { language, say, name } = useSpeech()
  const { byId } = useAgencies()
  const moment = useMoment()
  const settler = byId.get(settlerId ?? '')
  return (
    <p className="meeting-outcome" data-outcome={outcome ?? 'none'}>
      <span className="tag" data-tone={outcome ? tones[outcome] : 'info'}>
        {say(`meeting.outcome.${outcome ?? 'none'}`)}
      </span>
      {settleBy ? (
        <b>{say('meeting.settles', { who: settler ? name(settler.name) : '…', day: fullDay(settleBy, language) })}</b>
      ) : null}
      {words ? <span dir="auto">{words}</span> : null}
      {settled ? (
        <span className="meeting-settled">
          <span className="tag" data-tone="good">
            {say('meeting.settledAt', { at: moment(settled.at) })}
          </span>
          <span dir="auto">{settled.words}</span>
        </span>
      ) : null}
    </p>
  )
}
