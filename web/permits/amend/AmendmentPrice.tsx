import { useQuery } from '@tanstack/react-query'
import type { AskedChange } from '../../../server/works/amendments/contract.ts'
import { money } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Failure } from '../../ui/States.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { FeeTable } from '../FeeCard.tsx'
import { amendmentPriceQuery } from '../queries.ts'

interface AmendmentPriceProps {
  worksId: string
  /** Null while nothing can be asked for yet. */
  change: AskedChange | null
  /** More days alone are told as an extension. */
  as?: 'amendment' | 'extension'
}

/** What a change of a permit would cost, with what that is made of, before anybody proposes it. */
export function AmendmentPrice({ worksId, change, as = 'amendment' }: AmendmentPriceProps) {
  const { language, say } = useSpeech()
  const { settled, isBehind } = useSettled(change)
  const { data, error, refetch } = useQuery(amendmentPriceQuery(worksId, settled, language))
  if (change === null) return <p className="form-note">{say(`${as}.priceOnceAsked`)}</p>
  if (error && !isBehind) return <Failure problem={error} onRetry={() => void refetch()} />
  const price = isBehind ? undefined : data
  return (
    <section aria-live="polite" aria-busy={!price} data-testid="amendment-price">
      {price ? (
        <p>
          <strong>
            {price.amount === 0
              ? say(`${as}.free`)
              : say(`${as}.price`, { amount: money(price.amount, price.currency, language) })}
          </strong>
        </p>
      ) : (
        <p className="form-note">{say('amendment.priceAsked')}</p>
      )}
      {price && price.amount > 0 ? (
        <div className="fee-card">
          <FeeTable fee={price} />
        </div>
      ) : null}
    </section>
  )
}
