import { useState } from 'react'
import type { Permit } from '../../../server/permits/contract.ts'
import { addDays } from '../../../server/time/rules.ts'
import type { Amendment } from '../../../server/works/amendments/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { write } from '../../api.ts'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Decision } from '../../ui/Decision.tsx'
import { faultAt } from '../../ui/fault.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { isReason } from '../reason.ts'
import { useDeed } from '../use-deed.ts'
import { AmendmentPrice } from './AmendmentPrice.tsx'
import { extensionDaysOf } from './amend-draft.ts'

interface ExtensionDialogProps {
  works: Works
  permit: Permit
  /** Of the works, as it was seen when the dialog opened. */
  version: number
  onDone: () => void
  onStored: () => void
}

/** Asks for more days of a permit. */
export function ExtensionDialog({ works, permit, version, onDone, onStored }: ExtensionDialogProps) {
  const { language, say } = useSpeech()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const days = extensionDaysOf(typed)
  const end = days === null ? null : addDays(permit.valid.end, days)
  const deed = useDeed(
    () => write<Amendment>('POST', `/api/works/${works.id}/extensions`, { version, days, reason: reason.trim() }),
    () => {
      onDone()
      onStored()
    },
  )
  return (
    <Decision
      title={say('extension.asked')}
      detail={say('extension.detail')}
      act={say('amendment.send')}
      keep={say('dialog.back')}
      isReady={days !== null && isReason(reason)}
      isBusy={deed.isPending}
      problem={deed.error}
      onAct={() => deed.mutate(undefined)}
      onKeep={onDone}
    >
      <TextField
        label={say('extension.days')}
        value={typed}
        dir="ltr"
        longest={3}
        note={
          end === null
            ? say('extension.until', { day: fullDay(permit.valid.end, language) })
            : say('extension.newEnd', { day: fullDay(end, language) })
        }
        onChange={setTyped}
      />
      <AmendmentPrice
        worksId={works.id}
        change={end === null ? null : { period: { start: works.period.start, end } }}
        as="extension"
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
