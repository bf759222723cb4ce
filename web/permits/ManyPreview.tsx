import { useState } from 'react'
import type { Review } from '../../server/permits/queue/contract.ts'
import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Decision } from '../ui/Decision.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { ApplicationFacts } from './ApplicationFacts.tsx'
import type { Judged, ManyEvent } from './many-decisions.ts'
import { isReason } from './reason.ts'

interface ManyPreviewProps {
  event: ManyEvent
  judged: readonly Judged[]
  isBusy: boolean
  problem: Problem | null
  onAct: (reviews: readonly Review[], reason: string) => void
  onKeep: () => void
}

/** Before anything happens: what would be done, what would be refused and why. */
export function ManyPreview({ event, judged, isBusy, problem, onAct, onKeep }: ManyPreviewProps) {
  const { say } = useSpeech()
  const [reason, setReason] = useState('')
  const possible = judged.filter(({ reasons }) => reasons?.length === 0).map(({ review }) => review)
  const refused = judged.filter(({ reasons }) => reasons?.length !== 0)
  const isTold = event !== 'return' || isReason(reason)
  return (
    <Decision
      title={say(`many.${event}Asked`, { count: possible.length })}
      detail={say(`deed.detail.${event}`)}
      act={say(`many.${event}`, { count: possible.length })}
      keep={say('dialog.back')}
      isReady={possible.length > 0 && isTold}
      isBusy={isBusy}
      problem={problem}
      onAct={() => onAct(possible, reason.trim())}
      onKeep={onKeep}
    >
      {possible.length > 0 ? (
        <ul className="approved-list" data-testid="many-possible">
          {possible.map(({ works }) => (
            <li key={works.id}>
              <ApplicationFacts works={works} />
            </li>
          ))}
        </ul>
      ) : null}
      {refused.length > 0 ? (
        <>
          <h3>{say('many.refused', { count: refused.length })}</h3>
          <ul className="approved-list" data-testid="many-refused">
            {refused.map(({ review, reasons }) => (
              <li key={review.works.id}>
                <bdi>{review.works.title}</bdi>
                {(reasons ?? [say('many.movedOn')]).map((words) => (
                  <small key={words}>
                    <DaysInText text={words} />
                  </small>
                ))}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {event === 'return' ? (
        <TextArea label={say('reason.label')} note={say('reason.note')} value={reason} onChange={setReason} />
      ) : null}
    </Decision>
  )
}
