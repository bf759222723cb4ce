import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Procedure } from '../../server/permits/contract.ts'
import type { Fee, Payment } from '../../server/permits/fees/contract.ts'
import { isOpen } from '../../server/permits/fees/rules.ts'
import { type Address, readAddress } from '../address.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { SettleDialog } from './SettleDialog.tsx'

type Asked = 'settle' | 'payBack' | 'waive' | 'refund'

interface FeeActionsProps {
  fee: Fee
  procedure: Procedure
  hasPermit: boolean
}

/** What whoever looks may do with a fee: pay it, or, as the office, record that it was paid, ask for none, pay it back. */
export function FeeActions({ fee, procedure: { may, payments }, hasPermit }: FeeActionsProps) {
  const { say } = useSpeech()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [reason, setReason] = useState('')
  const open = isOpen(fee)
  const deeds: readonly (readonly [Asked, boolean])[] = [
    ['settle', open],
    ['payBack', fee.refundBy === 'office'],
    ['waive', open],
    ['refund', fee.state === 'paid' && !hasPermit],
  ]
  const close = () => setAsked(null)
  return (
    <>
      <div className="buttons wrapping">
        {open && may.pay && payments !== 'office' ? <Pay fee={fee} /> : null}
        {deeds.map(([deed, isPossible]) =>
          may.decide && isPossible ? (
            <button key={deed} type="button" className="button small" onClick={() => setAsked(deed)}>
              {say(`fee.${deed}`)}
            </button>
          ) : null,
        )}
      </div>
      {asked === 'settle' || asked === 'payBack' ? <SettleDialog fee={fee} deed={asked} onDone={close} /> : null}
      {asked === 'waive' || asked === 'refund' ? (
        <ReasonDialog
          title={say(`fee.${asked}Asked`)}
          detail={say(`fee.${asked}Detail`)}
          act={say(`fee.${asked}`)}
          reason={reason}
          onReason={setReason}
          send={(given) =>
            write('POST', `/api/fees/${fee.id}/${asked === 'waive' ? 'waiver' : 'refund'}`, { reason: given })
          }
          onDone={close}
          onStored={close}
        />
      ) : null}
    </>
  )
}

/** Leads to the page where one pays: the provider's own, wherever that is. */
function Pay({ fee }: { fee: Fee }) {
  const { say } = useSpeech()
  const navigate = useNavigate()
  const search = ({ lang }: Address) => readAddress({ lang })
  const paying = useMutation({
    mutationFn: () => answered(write<Payment>('POST', `/api/fees/${fee.id}/payments`, {})),
    onSuccess: ({ id, page, isTest }) => {
      if (isTest) void navigate({ to: '/pay/$id', params: { id } as never, search: search as never })
      else if (page) window.location.assign(page)
    },
  })
  return (
    <>
      <button type="button" className="button primary" disabled={paying.isPending} onClick={() => paying.mutate()}>
        {say('fee.pay')}
      </button>
      {paying.error ? <Failure problem={paying.error} /> : null}
    </>
  )
}
