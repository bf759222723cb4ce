import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { money } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Failure } from '../../ui/States.tsx'
import { FeeTable } from '../FeeCard.tsx'
import { extensionPriceQuery } from '../queries.ts'

const pauseMilliseconds = 300

/** What an extension would cost, with what it is made of, before anybody asks for it. */
export function ExtensionPrice({ worksId, days }: { worksId: string; days: number | null }) {
  const { language, say } = useSpeech()
  const asked = useAfterTyping(days)
  const { data: price, error, refetch } = useQuery(extensionPriceQuery(worksId, asked))
  const isRead = asked === days && price !== undefined
  if (days === null) return <p className="form-note">{say('extension.priceOnceTyped')}</p>
  if (error && asked === days) return <Failure problem={error} onRetry={() => void refetch()} />
  return (
    <section aria-live="polite" aria-busy={!isRead} data-testid="extension-price">
      {isRead ? (
        <p>
          <strong>
            {price.amount === 0
              ? say('extension.free')
              : say('extension.price', { amount: money(price.amount, price.currency, language) })}
          </strong>
        </p>
      ) : (
        <p className="form-note">{say('extension.priceAsked')}</p>
      )}
      {isRead && price.amount > 0 ? (
        <div className="fee-card">
          <FeeTable fee={price} />
        </div>
      ) : null}
    </section>
  )
}

/** A number that is typed is asked about once whoever types pauses. */
function useAfterTyping(days: number | null): number | null {
  const [settled, setSettled] = useState(days)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(days), pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [days])
  return settled
}
