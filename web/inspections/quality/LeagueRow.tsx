import type { Ranked } from '../../../server/inspections/quality/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { ScoreBar } from './ScoreBar.tsx'

interface LeagueRowProps {
  row: Ranked
  isSelected: boolean
  onOpen: () => void
}

/** A line of the league; what it is made of opens only for whoever may see it. */
export function LeagueRow({ row, isSelected, onOpen }: LeagueRowProps) {
  const { language, say } = useSpeech()
  const { score, before, rank, cases } = row
  const change = score === null || before === null ? null : score - before
  const words = (
    <>
      <span className="row-top">
        <span className="quality-rank">{rank === null ? '—' : number(rank, language)}</span>
        <AgencyChip id={row.partyId} />
      </span>
      <ScoreBar score={score} />
      <span className="row-facts">
        <span>{say('quality.cases', { count: cases, shown: number(cases, language) })}</span>
        {change === null || Math.abs(change) < 0.05 ? null : (
          <span>
            {say(change > 0 ? 'quality.up' : 'quality.down', { value: number(Math.abs(change), language, 1) })}
          </span>
        )}
      </span>
    </>
  )
  return (
    <li data-party={row.partyId}>
      {row.open ? (
        <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
          {words}
        </button>
      ) : (
        <div className="row">{words}</div>
      )}
    </li>
  )
}
