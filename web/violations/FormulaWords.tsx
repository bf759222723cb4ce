import type { Formula } from '../../server/inspections/violations/contract.ts'
import { money, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

/** What a fine is reckoned from, in words: the rate, how often, what was done before, and where it ends. */
export function FormulaWords({ formula, currency }: { formula: Formula; currency: string }) {
  const { language, say } = useSpeech()
  const { basis, rate, quantity, base, priors, months, factor, most, amount } = formula
  const sum = (coins: number) => money(coins, currency, language)
  return (
    <ul className="violation-formula">
      <li>
        {say(`violation.formula.${basis}`, { value: sum(rate), count: quantity })}
        {basis === 'fixed' ? null : (
          <>
            {' = '}
            <bdi>{sum(base)}</bdi>
          </>
        )}
      </li>
      <li>
        {priors > 0
          ? say('violation.formula.repeated', {
              count: priors,
              value: number(factor, language, 2),
              months,
            })
          : say('violation.formula.first', { months })}
      </li>
      {most !== null && amount === most ? <li>{say('violation.formula.most', { value: sum(most) })}</li> : null}
    </ul>
  )
}
