import type { PartyQuality } from '../../../server/inspections/quality/contract.ts'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { civilMonthOf } from '../../plan/months.ts'

const [wide, high, edge] = [300, 90, 6]

/** The months in their order as a line; beneath it the same in words, which is what a screen reader reads. */
export function HistoryChart({ history }: { history: PartyQuality['history'] }) {
  const { language, say } = useSpeech()
  const months = history.toReversed()
  const step = (wide - 2 * edge) / Math.max(1, months.length - 1)
  // time runs with the script
  const across = (at: number) => (language === 'ar' ? wide - edge - at * step : edge + at * step)
  const up = (score: number) => edge + (1 - score / 100) * (high - 2 * edge)
  const points = months.flatMap(({ score }, at) => (score === null ? [] : [{ x: across(at), y: up(score) }]))
  return (
    <section className="quality-history" aria-label={say('quality.history')}>
      <h2>{say('quality.history')}</h2>
      <svg viewBox={`0 0 ${wide} ${high}`} aria-hidden="true" focusable="false">
        {[0, 50, 100].map((line) => (
          <line key={line} x1={0} x2={wide} y1={up(line)} y2={up(line)} stroke="var(--line)" />
        ))}
        <polyline
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke="var(--green-600)"
          strokeWidth={2}
        />
        {points.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r={3.5} fill="var(--green-600)" />
        ))}
      </svg>
      <table>
        <thead>
          <tr>
            <th>{say('quality.month')}</th>
            <th>{say('quality.one')}</th>
            <th>{say('quality.casesAll')}</th>
          </tr>
        </thead>
        <tbody>
          {history.map(({ month, score, cases, revisions }) => (
            <tr key={month}>
              <th scope="row">{civilMonthOf(month, language)}</th>
              <td>
                {score === null ? '—' : number(score, language, 1)}
                {revisions > 0 ? <small> {say('quality.revised')}</small> : null}
              </td>
              <td>{number(cases, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
