import type { Clusters, Joining, Savings } from '../../server/dig-once/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { money } from './money.ts'

/** A works that joins, by its title, and how. */
export interface Part {
  worksId: string
  title: string
  joining: Joining
}

interface FormulaProps {
  savings: Savings
  currency: string
  parts: readonly Part[]
  formula?: Clusters['formula'] | undefined
}

/** What is saved as a sum, works by works and part by part: count, rate and amount. */
export function Formula({ savings, currency, parts, formula }: FormulaProps) {
  const { language, say } = useSpeech()
  return (
    <details className="formula">
      <summary>{say('digOnce.formula')}</summary>
      {formula ? (
        <p className="form-note">{say('digOnce.formulaDetail', { metres: number(formula.leastMetres, language) })}</p>
      ) : null}
      {parts.map(({ worksId, title, joining }) => (
        <section key={worksId}>
          <p className="formula-title" dir="auto">
            {title}
          </p>
          <Amounts joining={joining} currency={currency} />
        </section>
      ))}
      <p className="formula-sum">
        <span>{say('digOnce.total')}</span>
        <b>{money(savings.money, currency, language)}</b>
      </p>
    </details>
  )
}

function Amounts({ joining, currency }: { joining: Joining; currency: string }) {
  const { language, say } = useSpeech()
  const { sharedMetres, streetDays, amounts } = joining
  const rate = (amount: number, count: number) => (count > 0 ? money(amount / count, currency, language) : '—')
  const lines = [
    {
      words: say('digOnce.partMetres', {
        count: number(sharedMetres, language),
        rate: rate(amounts.metres, sharedMetres),
      }),
      amount: amounts.metres,
    },
    {
      words: say('digOnce.partDays', { count: streetDays, rate: rate(amounts.streetDays, streetDays) }),
      amount: amounts.streetDays,
    },
    { words: say('digOnce.partMobilisation'), amount: amounts.mobilisation },
  ]
  return (
    <dl className="amounts">
      {lines.map(({ words, amount }) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{money(amount, currency, language)}</dd>
        </div>
      ))}
    </dl>
  )
}
