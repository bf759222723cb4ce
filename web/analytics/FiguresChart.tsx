import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import type { FiguresRow } from './FiguresPage.tsx'
import { decimals, figureOf, type Measure } from './measures.ts'

const height = 22
const bar = 14
const wide = 100

/** One figure of each row as bars, with what it means; the table beneath has all of them in words. */
export function FiguresChart({ measure, rows }: { measure: Measure; rows: readonly FiguresRow[] }) {
  const { language, say } = useSpeech()
  const figures = rows.map(({ called, told }) => ({ called, figure: figureOf(told, measure) }))
  const most = Math.max(1, ...figures.map(({ figure }) => figure ?? 0))
  const said = (figure: number | null) => (figure === null ? '—' : number(figure, language, decimals[measure]))
  return (
    <figure className="figures-chart">
      <figcaption>
        <strong>{say(`figures.${measure}`)}</strong>
        <small>{say(`figures.means.${measure}`)}</small>
      </figcaption>
      <dl>
        {figures.map(({ called, figure }) => (
          <div key={called}>
            <dt>{called}</dt>
            <dd>
              <svg viewBox={`0 0 ${wide} ${height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect
                  y={(height - bar) / 2}
                  height={bar}
                  width={((figure ?? 0) / most) * wide}
                  fill="var(--green-600)"
                />
              </svg>
              <span>{said(figure)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  )
}
