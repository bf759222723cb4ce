import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { WholeViolation } from '../../server/inspections/violations/contract.ts'
import type { Payment } from '../../server/permits/fees/contract.ts'
import { type Address, readAddress } from '../address.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { SettleDialog } from '../permits/SettleDialog.tsx'
import { Failure } from '../ui/States.tsx'

const known = ['paid', 'failed', 'refunding', 'refunded'] as const

/** The fine once it is due: who has to pays it as any fee, or the office records that it came. */
export function Fine({ about }: { about: WholeViolation }) {
  const { say } = useSpeech()
  const [isSettling, setSettling] = useState(false)
  const { fee, amount, currency, mayPay, maySettle, payments } = about
  if (!fee) return null
  const deed = fee.state === 'refunding' ? 'payBack' : 'settle'
  return (
    <section className="violation-said" aria-label={say('violation.payment')} data-testid="fine" data-state={fee.state}>
      <h2>{say('violation.payment')}</h2>
      <p>
        {say(`violation.fine.${known.find((each) => each === fee.state) ?? 'due'}`)}
        {fee.reference ? (
          <>
            {' · '}
            <bdi dir="ltr">{fee.reference}</bdi>
          </>
        ) : null}
      </p>
      {mayPay && payments === 'office' ? <p className="form-note">{say('fee.atOffice')}</p> : null}
      <div className="buttons wrapping">
        {mayPay && payments !== 'office' ? <Pay feeId={fee.id} /> : null}
        {maySettle ? (
          <button type="button" className="button small" onClick={() => setSettling(true)}>
            {say(`fee.${deed}`)}
          </button>
        ) : null}
      </div>
      {isSettling ? (
        <SettleDialog
          fee={{ id: fee.id, amount, currency, refundAmount: null }}
          deed={deed}
          onDone={() => setSettling(false)}
        />
      ) : null}
    </section>
  )
}

/** Leads to the page where one pays: the provider's own, wherever that is. */
function Pay({ feeId }: { feeId: string }) {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const search = ({ lang }: Address) => readAddress({ lang })
  const paying = useMutation({
    mutationFn: () => answered(write<Payment>('POST', `/api/fees/${feeId}/payments`, {})),
    onSuccess: ({ id, page, isTest }) => {
      if (isTest) void navigate({ to: '/pay/$id', params: { id } as never, search: search as never })
      else if (page) window.location.assign(page)
    },
  })
  return (
    <>
      <button type="button" className="button primary" disabled={paying.isPending} onClick={() => paying.mutate()}>
        {say('violation.pay')}
      </button>
      {paying.error ? <Failure problem={paying.error} /> : null}
    </>
  )
}
