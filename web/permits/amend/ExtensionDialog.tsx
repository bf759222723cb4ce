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
import { hasMovedOn, useDeed } from '../use-deed.ts'
import { AmendmentPrice } from './AmendmentPrice.tsx'
import { extensionDaysOf } from './amend-draft.ts'
import { MovedOn } from './MovedOn.tsx'
import type { WrittenExtension } from './use-asked.ts'

interface ExtensionDialogProps {
  /** As it was seen when the dialog opened. */
  works: Works
  permit: Permit
  written: WrittenExtension
  onWritten: (written: WrittenExtension) => void
  /** The works as others have changed it since; null where nobody has. */
  newer: Works | null
  onAdopt: () => void
  onDone: () => void
  onStored: () => void
}

/** Asks for more days of a permit. */
export function ExtensionDialog(props: ExtensionDialogProps) {
  const { works, permit, written, onWritten, newer, onAdopt, onDone, onStored } = props
  const { language, say } = useSpeech()
  const { reason } = written
  const days = extensionDaysOf(written.days)
  const end = days === null ? null : addDays(permit.valid.end, days)
  const deed = useDeed(
    () =>
      write<Amendment>('POST', `/api/works/${works.id}/extensions`, {
        version: works.version,
        days,
        reason: reason.trim(),
      }),
    () => {
      onDone()
      onStored()
    },
  )
  const hasRefused = hasMovedOn(deed.error)
  const isOld = hasRefused || (newer !== null && !deed.isPending)
  const adopt = () => {
    deed.reset()
    onAdopt()
  }
  return (
    <Decision
      title={say('extension.asked')}
      detail={say('extension.detail')}
      act={say('amendment.send')}
      keep={say('dialog.back')}
      isReady={days !== null && isReason(reason) && !isOld}
      isBusy={deed.isPending}
      problem={hasRefused ? null : deed.error}
      onAct={() => deed.mutate(undefined)}
      onKeep={onDone}
    >
      {isOld ? <MovedOn seen={works} now={newer} onAdopt={adopt} /> : null}
      <TextField
        label={say('extension.days')}
        value={written.days}
        dir="ltr"
        longest={3}
        note={
          end === null
            ? say('extension.until', { day: fullDay(permit.valid.end, language) })
            : say('extension.newEnd', { day: fullDay(end, language) })
        }
        onChange={(typed) => onWritten({ ...written, days: typed })}
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
        onChange={(next) => onWritten({ ...written, reason: next })}
      />
    </Decision>
  )
}
