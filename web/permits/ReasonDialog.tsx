import type { ReactNode } from 'react'
import type { Answer } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Decision } from '../ui/Decision.tsx'
import { faultAt } from '../ui/fault.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { isReason } from './reason.ts'
import { hasMovedOn, useDeed } from './use-deed.ts'

interface ReasonDialogProps {
  title: string
  detail: string
  act: string
  /** Kept by whoever opens the dialog: what is written is there again where it has to be opened again. */
  reason: string
  onReason: (reason: string) => void
  send: (reason: string) => Promise<Answer<unknown>>
  onDone: () => void
  onStored: () => void
  /** What is decided on. */
  children?: ReactNode
}

/** A decision that needs nothing but its reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, detail, act, reason, onReason, send, onDone, onStored, children } = props
  const { say } = useSpeech()
  const deed = useDeed(send, () => {
    onReason('')
    onDone()
    onStored()
  })
  const isOld = hasMovedOn(deed.error)
  return (
    <Decision
      title={title}
      detail={detail}
      act={act}
      keep={say('dialog.back')}
      isReady={isReason(reason) && !isOld}
      isBusy={deed.isPending}
      problem={isOld ? null : deed.error}
      onAct={() => deed.mutate(reason.trim())}
      onKeep={onDone}
    >
      {children}
      <TextArea
        label={say('reason.label')}
        note={say('reason.note')}
        error={faultAt(deed.error, 'reason')}
        value={reason}
        onChange={onReason}
      />
      {isOld ? (
        <p className="missing" role="alert">
          {say('procedure.movedOn')}
        </p>
      ) : null}
    </Decision>
  )
}
