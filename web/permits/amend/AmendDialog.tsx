import { useState } from 'react'
import type { Procedure } from '../../../server/permits/contract.ts'
import type { Amendment } from '../../../server/works/amendments/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Decision } from '../../ui/Decision.tsx'
import { faultAt } from '../../ui/fault.ts'
import type { NoDays } from '../../works/draw/no-days.ts'
import { useDeed } from '../use-deed.ts'
import { AmendFields } from './AmendFields.tsx'
import { AmendmentPrice } from './AmendmentPrice.tsx'
import { amendDraftOf, changeOf, changeToPrice, faultOf, isAmendment } from './amend-draft.ts'

interface AmendDialogProps {
  works: Works
  /** As it was seen when the dialog opened. */
  seen: Procedure
  /** It is proposed: the office decides, and the permit stands meanwhile. */
  isProposal: boolean
  onDone: () => void
  onStored: () => void
}

/** Other days, width or hindrance of a works that was applied for. Another route is drawn on the map. */
export function AmendDialog({ works, seen, isProposal, onDone, onStored }: AmendDialogProps) {
  const { say } = useSpeech()
  const [draft, setDraft] = useState(() => amendDraftOf(works))
  const [noDays, setNoDays] = useState<NoDays>({})
  const deed = useDeed(
    () =>
      write<Amendment>('POST', `/api/works/${works.id}/amendments`, {
        version: seen.version,
        reason: draft.reason.trim(),
        ...changeOf(draft, works),
      }),
    () => {
      onDone()
      onStored()
    },
  )
  const isTyping = noDays.start !== undefined || noDays.end !== undefined
  return (
    <Decision
      title={say(isProposal ? 'amendment.proposeAsked' : 'amendment.amendAsked', { title: works.title })}
      detail={say(isProposal ? 'amendment.proposeDetail' : 'amendment.amendDetail')}
      act={say(isProposal ? 'amendment.send' : 'amendment.amend')}
      keep={say('dialog.back')}
      isReady={isAmendment(draft, works) && !isTyping}
      isBusy={deed.isPending}
      problem={deed.error}
      onAct={() => deed.mutate(undefined)}
      onKeep={onDone}
    >
      <p className="form-note">{say('amendment.routeStays')}</p>
      <AmendFields
        draft={draft}
        fault={faultOf(draft, works)}
        noDays={noDays}
        reasonFault={faultAt(deed.error, 'reason')}
        onChange={setDraft}
        onNoDays={setNoDays}
      />
      {isProposal ? <AmendmentPrice worksId={works.id} change={isTyping ? null : changeToPrice(draft, works)} /> : null}
    </Decision>
  )
}
