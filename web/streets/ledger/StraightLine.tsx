import type { PavementEntry, StreetPavement } from '../../../server/inspections/ledger/contract.ts'
import { civilYear, number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { LineBarButton } from './LineBarButton.tsx'
import { marksOf, type YearRow, yearRows } from './straight-line.ts'

interface StraightLineProps {
  pavement: StreetPavement
  entries: readonly PavementEntry[]
  isOld: boolean
}

/** The street as a straight line: metres across, years down, with the grade of each segment above. The table says the same. */
export function StraightLine({ pavement: { street, segments, today }, entries, isOld }: StraightLineProps) {
  const { language, say } = useSpeech()
  const length = street.lengthMetres
  const rows = yearRows(entries, length)
  const share = (metres: number) => `${Math.min(100, (metres / Math.max(length, 1)) * 100)}%`
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className="straight-line" tabIndex={0} aria-label={say('ledger.line')} aria-busy={isOld}>
      <h2>{say('ledger.line')}</h2>
      <p className="form-note">{say('ledger.lineHow')}</p>
      <div className="line-row line-head" aria-hidden="true">
        <span />
        <div className="line-track">
          {segments.map(({ place, fromMetres, toMetres, condition }) => (
            <b
              key={place}
              className="grade"
              data-grade={condition.grade}
              style={{ insetInlineStart: share(fromMetres), inlineSize: share(toMetres - fromMetres) }}
            >
              {say(`ledger.letter.${condition.grade}`)}
            </b>
          ))}
        </div>
        <span />
        <div className="line-track line-marks">
          {marksOf(length).map((metres) => (
            <span key={metres} style={{ insetInlineStart: share(metres) }}>
              {number(metres, language)}
            </span>
          ))}
        </div>
      </div>
      <ol className="line-rows" data-testid="straight-line">
        {rows.map((row) => (
          <LineYear key={row.year} row={row} today={today} ends={segments.map(({ toMetres }) => share(toMetres))} />
        ))}
      </ol>
    </section>
  )
}

function LineYear({ row: { year, bars, lanes }, today, ends }: { row: YearRow; today: string; ends: string[] }) {
  return (
    <li className="line-row">
      <strong>{civilYear(year)}</strong>
      <ul className="line-track" style={{ blockSize: `calc(${lanes} * var(--lane))` }}>
        {ends.map((at) => (
          <li key={at} className="line-crossing" aria-hidden="true" style={{ insetInlineStart: at }} />
        ))}
        {bars.map((bar) => (
          <LineBarButton key={`${bar.entry.id} ${bar.stretch.fromMetres}`} bar={bar} today={today} />
        ))}
      </ul>
    </li>
  )
}
