import type { Violation } from '../../server/inspections/violations/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { money } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { Id } from '../ui/Id.tsx'
import { ViolationClock } from './ViolationClock.tsx'
import { ViolationStateTag } from './ViolationStateTag.tsx'

interface ViolationRowProps {
  about: Violation
  isSelected: boolean
  onOpen: () => void
}

/** One violation: what, who answers for it, on which works, what it costs and what runs. */
export function ViolationRow({ about, isSelected, onOpen }: ViolationRowProps) {
  const { language, say, name } = useSpeech()
  const moment = useMoment()
  const { state, number, article, liable, works, amount, currency, at } = about
  return (
    <li data-violation={about.id}>
      <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
        <span className="row-top">
          <ViolationStateTag state={state} />
          {number ? <Id>{number}</Id> : null}
        </span>
        <strong>{name(article.words)}</strong>
        <span>
          <AgencyChip id={liable.agencyId} /> <bdi>{works.title}</bdi>
        </span>
        <span className="row-facts">
          <span>
            {say(`violation.cause.${about.cause}`)} · <time dateTime={at}>{moment(at)}</time>
          </span>
          {amount > 0 && state !== 'remedied' && state !== 'withdrawn' ? (
            <b>{money(amount, currency, language)}</b>
          ) : null}
        </span>
        <ViolationClock about={about} />
      </button>
    </li>
  )
}
