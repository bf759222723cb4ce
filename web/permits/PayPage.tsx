import './permits.css'
import './fees.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Payment, PaymentOutcome } from '../../server/permits/fees/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { answered, get, write } from '../api.ts'
import { money } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Id } from '../ui/Id.tsx'
import { Empty, Failure, Waiting } from '../ui/States.tsx'
import { useDeed } from './use-deed.ts'

/** Where the test provider lets one choose what becomes of a payment. No money moves here, and the page says so first. */
export default function PayPage() {
  const { say } = useSpeech()
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const query = useQuery({
    queryKey: ['works', 'payment', id],
    queryFn: ({ signal }) => answered(get<Payment>(`/api/payments/${id}`, {}, signal)),
  })
  const title = say(query.data?.violationId ? 'pay.fineTitle' : 'pay.title')
  const isGuest = query.isError && query.error.status === 401
  const isUnknown = query.isError && [400, 403, 404].includes(query.error.status)
  return (
    <section className="listing permit-page" aria-label={title}>
      <div className="permit-sheet">
        <h1>{title}</h1>
        {query.data?.isTest ? <TestPayment payment={query.data} onStored={() => void query.refetch()} /> : null}
        {isUnknown || query.data?.isTest === false ? <Empty icon="warning" title={say('pay.none')} /> : null}
        {isGuest ? <SignInHint>{say('pay.signInFirst')}</SignInHint> : null}
        {query.data || isUnknown || isGuest ? null : <Waiting query={query} />}
      </div>
    </section>
  )
}

function TestPayment({ payment, onStored }: { payment: Payment; onStored: () => void }) {
  const { language, say } = useSpeech()
  const deed = useDeed(
    (outcome: PaymentOutcome) => write<Payment>('POST', `/api/payments/${payment.id}/outcome`, { outcome }),
    onStored,
  )
  const { violationId } = payment
  const back = ({ lang }: Address) => readAddress({ lang, sel: violationId ?? payment.worksId })
  const isOver = payment.state !== 'open'
  return (
    <>
      <aside className="test-notice">
        <strong>{say('pay.test')}</strong>
        <p>{say('pay.testDetail')}</p>
      </aside>
      <p>
        <bdi>{payment.worksTitle}</bdi> <Id>{payment.worksNumber}</Id>
      </p>
      <p className="pay-amount">{money(payment.amount, payment.currency, language)}</p>
      <p role="status">{say(violationId ? `pay.fineState.${payment.state}` : `pay.state.${payment.state}`)}</p>
      {isOver ? null : (
        <div className="buttons wrapping">
          <button
            type="button"
            className="button primary"
            disabled={deed.isPending}
            onClick={() => deed.mutate('paid')}
          >
            {say('pay.paid')}
          </button>
          <button type="button" className="button" disabled={deed.isPending} onClick={() => deed.mutate('failed')}>
            {say('pay.failed')}
          </button>
        </div>
      )}
      {deed.error ? <Failure problem={deed.error} /> : null}
      <Link to={violationId ? '/violations' : '/'} search={back as never} className="link">
        {say(violationId ? 'pay.backToViolation' : 'pay.back')}
      </Link>
    </>
  )
}
