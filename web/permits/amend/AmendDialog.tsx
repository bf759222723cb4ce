import type { Amendment } from '../../../server/works/amendments/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Decision } from '../../ui/Decision.tsx'
import { faultAt } from '../../ui/fault.ts'
import { hasMovedOn, useDeed } from '../use-deed.ts'
import { AmendFields } from './AmendFields.tsx'
import { AmendmentPrice } from './AmendmentPrice.tsx'
import { changeOf, changeToPrice, faultOf, isAmendment } from './amend-draft.ts'
import { MovedOn } from './MovedOn.tsx'
import type { WrittenAmendment } from './use-asked.ts'

interface AmendDialogProps {
  written: WrittenAmendment
  onWritten: (written: WrittenAmendment) => void
  /** The works as others have changed it since; null where nobody has. */
  newer: Works | null
  onAdopt: () => void
  /** It is proposed: the office decides, and the permit stands meanwhile. */
  isProposal: boolean
  onDone: () => void
  onStored: () => void
}

/** Other days, width or hindrance of a works that was applied for. Another route is drawn on the map. */
export function AmendDialog(props: AmendDialogProps) {
  const { written, onWritten, newer, onAdopt, isProposal, onDone, onStored } = props
  const { draft, noDays, over: works } = written
  const { say } = useSpeech()
  const deed = useDeed(
    () =>
      write<Amendment>('POST', `/api/works/${works.id}/amendments`, {
        version: works.version,
        reason: draft.reason.trim(),
        ...changeOf(draft, works),
      }),
    () => {
      onDone()
      onStored()
    },
  )
  const isTyping = noDays.start !== undefined || noDays.end !== undefined
  const hasRefused = hasMovedOn(deed.error)
  const isOld = hasRefused || (newer !== null && !deed.isPending)
  const adopt = () => {
    deed.reset()
    onAdopt()
  }
  return (
    <Decision
      title={say(isProposal ? 'amendment.proposeAsked' : 'amendment.amendAsked', { title: works.title })}
      detail={say(isProposal ? 'amendment.proposeDetail' : 'amendment.amendDetail')}
      act={say(isProposal ? 'amendment.send' : 'amendment.amend')}
      keep={say('dialog.back')}
      isReady={isAmendment(draft, works) && !isTyping && !isOld}
      isBusy={deed.isPending}
      problem={hasRefused ? null : deed.error}
      onAct={() => deed.mutate(undefined)}
      onKeep={onDone}
    >
      {isOld ? <MovedOn seen={works} now={newer} onAdopt={adopt} /> : null}
      <p className="form-note">{say('amendment.routeStays')}</p>
      <AmendFields
        draft={draft}
        fault={faultOf(draft, works)}
        noDays={noDays}
        reasonFault={faultAt(deed.error, 'reason')}
        onChange={(next) => onWritten({ ...written, draft: next })}
        onNoDays={(next) => onWritten({ ...written, noDays: next })}
      />
      {isProposal ? <AmendmentPrice worksId={works.id} change={isTyping ? null : changeToPrice(draft, works)} /> : null}
    </Decision>
  )
}
