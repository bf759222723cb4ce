import { useState } from 'react'
import type {
  OfficeDecision,
  OfficeDeed,
  Violation,
  WholeViolation,
} from '../../server/inspections/violations/contract.ts'
import { coinsOf } from '../../server/inspections/violations/money/rules.ts'
import { write } from '../api.ts'
import { money, readNumber } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { isReason } from '../permits/reason.ts'
import { hasMovedOn, useDeed } from '../permits/use-deed.ts'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { TextField } from '../ui/TextField.tsx'

interface OfficeDialogProps {
  deed: OfficeDeed
  seen: WholeViolation
  onDone: () => void
}

/** Deeds that need no reason: they say what was seen. */
const bare: readonly OfficeDeed[] = ['confirm', 'remedied']

/** What was typed, in the smallest coin; null where it is no amount. */
function coins(text: string, currency: string): number | null {
  const amount = coinsOf(readNumber(text) ?? 0, currency)
  return amount > 0 ? amount : null
}

/** The office decides, with its reason, and of a reduction with what is left. */
export function OfficeDialog({ deed, seen, onDone }: OfficeDialogProps) {
  const { language, say, name } = useSpeech()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const sending = useDeed(
    (decision: OfficeDecision) => write<Violation>('POST', `/api/violations/${seen.id}/decision`, decision),
    onDone,
  )
  const isOld = hasMovedOn(sending.error)
  const amount = coins(typed, seen.currency)
  const isReady = (bare.includes(deed) || isReason(reason)) && (deed !== 'reduce' || amount !== null) && !isOld
  const given = reason.trim()
  return (
    <Decision
      title={say(`violation.asked.${deed}`)}
      detail={`${name(seen.article.words)} · ${money(seen.amount, seen.currency, language)}`}
      act={say(`violation.deed.${deed}`)}
      keep={say('dialog.back')}
      isReady={isReady}
      isBusy={sending.isPending}
      problem={isOld ? null : sending.error}
      onAct={() =>
        sending.mutate({
          version: seen.version,
          deed,
          ...(given ? { reason: given } : {}),
          ...(deed === 'reduce' && amount !== null ? { amount } : {}),
        })
      }
      onKeep={onDone}
    >
      {deed === 'reduce' ? (
        <TextField
          label={say('violation.reducedTo', { value: seen.currency })}
          note={say('violation.reducedNote', { value: money(seen.amount, seen.currency, language) })}
          error={faultAt(sending.error, 'amount')}
          value={typed}
          onChange={setTyped}
          dir="ltr"
          autoComplete="off"
          longest={12}
        />
      ) : null}
      {deed === 'reduce' && amount !== null ? (
        <p className="form-note" role="status">
          {say('violation.reducedReads', { value: money(amount, seen.currency, language) })}
        </p>
      ) : null}
      <TextArea
        label={say(bare.includes(deed) ? 'violation.remark' : 'reason.label')}
        {...(bare.includes(deed) ? {} : { note: say('reason.note') })}
        error={faultAt(sending.error, 'reason')}
        value={reason}
        onChange={setReason}
      />
      {isOld ? (
        <p className="missing" role="alert">
          {say('violation.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}
