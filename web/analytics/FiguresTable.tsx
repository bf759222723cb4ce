import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { csvText, download } from '../works/mine/csv.ts'
import type { FiguresRow } from './FiguresPage.tsx'
import { decimals, figureOf, type Measure, measures, type Told } from './measures.ts'

interface FiguresTableProps {
  rows: readonly FiguresRow[]
  total: Told
  year: number
}

/** All figures of the year, and the same as a file. */
export function FiguresTable({ rows, total, year }: FiguresTableProps) {
  const { language, say } = useSpeech()
  const all: readonly FiguresRow[] = [...rows, { called: say('figures.total'), told: total }]
  const said = (told: Told, measure: Measure) => {
    const figure = figureOf(told, measure)
    return figure === null ? '—' : number(figure, language, decimals[measure])
  }
  const save = () => {
    const head = [say('figures.row'), ...measures.map((measure) => say(`figures.${measure}`))]
    const round = (told: Told, measure: Measure) => figureOf(told, measure)?.toFixed(decimals[measure])
    const lines = all.map(({ called, told }) => [called, ...measures.map((measure) => Number(round(told, measure) ?? Number.NaN))]) // biome-ignore format: one line
    const cells = lines.map((line) => line.map((cell) => (Number.isNaN(cell) ? '' : cell)))
    download(csvText([head, ...cells]), `nasaq-${year}.csv`)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className="plan-scroll" tabIndex={0} aria-label={say('figures.table')}>
      <button type="button" className="button small" onClick={save}>
        <Icon name="download" size={14} />
        {say('plan.csv')}
      </button>
      <table className="plan-table" data-testid="figures">
        <caption className="visually-hidden">{say('figures.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('figures.row')}</th>
            {measures.map((measure) => (
              <th key={measure} scope="col">
                {say(`figures.${measure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map(({ called, told }) => (
            <tr key={called}>
              <th scope="row">{called}</th>
              {measures.map((measure) => (
                <td key={measure}>{said(told, measure)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="figures-means">
        {measures.map((measure) => (
          <div key={measure}>
            <dt>{say(`figures.${measure}`)}</dt>
            <dd>{say(`figures.means.${measure}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
