import { useState } from 'react'
import type { Fee } from '../../server/permits/fees/contract.ts'
import { write } from '../api.ts'
import { money } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'
import { isReason } from './reason.ts'
import { useDeed } from './use-deed.ts'

interface SettleDialogProps {
  fee: Pick<Fee, 'id' | 'amount' | 'currency' | 'refundAmount'>
  deed?: 'settle' | 'payBack'
  onDone: () => void
}

/** The office records a payment that reached it, or that it has paid back, by its reference, and why it knows of it. */
export function SettleDialog({ fee, deed: what = 'settle', onDone }: SettleDialogProps) {
  const { language, say } = useSpeech()
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState('')
  const deed = useDeed((given: object) => write('POST', `/api/fees/${fee.id}/settlement`, given), onDone)
  return (
    <Decision
      title={say(`fee.${what}Asked`)}
      detail={say(`fee.${what}Detail`, { amount: money(fee.refundAmount ?? fee.amount, fee.currency, language) })}
      act={say(`fee.${what}`)}
      keep={say('dialog.back')}
      isReady={reference.trim().length >= 3 && isReason(reason)}
      isBusy={deed.isPending}
      problem={deed.error}
      onAct={() => deed.mutate({ reference: reference.trim(), reason: reason.trim() })}
      onKeep={onDone}
    >
      <TextField
        label={say('fee.reference')}
        value={reference}
        onChange={setReference}
        error={faultAt(deed.error, 'reference')}
        note={say('fee.referenceNote')}
        dir="ltr"
        autoComplete="off"
        longest={100}
      />
      <TextArea
        label={say('reason.label')}
        note={say('reason.note')}
        error={faultAt(deed.error, 'reason')}
        value={reason}
        onChange={setReason}
      />
    </Decision>
  )
}
