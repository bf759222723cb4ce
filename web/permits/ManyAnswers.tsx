import { useId, useState } from 'react'
import type { AnswersTaken, ConsultationInbox, NewAnswers } from '../../server/permits/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Decision } from '../ui/Decision.tsx'
import { ApplicationFacts } from './ApplicationFacts.tsx'
import { OnBehalf } from './delegation/OnBehalf.tsx'
import { useDeed } from './use-deed.ts'

type Items = ConsultationInbox['items']

interface ManyAnswersProps {
  /** There is something to choose from. */
  isOffered: boolean
  chosen: Items
  /** As many as the service takes at once. */
  mostAtOnce: number
  onPick: (ids: readonly string[]) => void
}

/** Approves several at once: first what they are, then what became of each. */
export function ManyAnswers({ isOffered, chosen, mostAtOnce, onPick }: ManyAnswersProps) {
  const { language, say } = useSpeech()
  const id = useId()
  const user = useUser()
  const isTooMany = chosen.length > mostAtOnce
  const [shown, setShown] = useState<Items | null>(null)
  const deed = useDeed((given: NewAnswers) => write<AnswersTaken>('POST', '/api/consultations/answers', given))
  const [report, setReport] = useState<{ taken: AnswersTaken; of: Items } | null>(null)
  const approve = (items: Items) => {
    const ids = items.map(({ consultation }) => consultation.id)
    deed.mutate(
      { ids, answer: 'approve' },
      {
        onSuccess: (taken) => {
          setReport({ taken, of: items })
          setShown(null)
          onPick(taken.refused.map(({ id }) => id))
        },
      },
    )
  }
  return (
    <>
      {isOffered ? (
        <>
          <button
            type="button"
            className="button small"
            disabled={chosen.length === 0 || isTooMany}
            aria-describedby={id}
            onClick={() => {
              deed.reset()
              setReport(null)
              setShown(chosen)
            }}
          >
            {say('inbox.approveMany', { count: chosen.length })}
          </button>
          <p id={id} className="missing" role="status">
            {isTooMany ? say('inbox.tooMany', { count: chosen.length, most: number(mostAtOnce, language) }) : null}
          </p>
        </>
      ) : null}
      {report ? <Report {...report} /> : null}
      {shown ? (
        <Decision
          title={say('inbox.approveAsked', { count: shown.length })}
          detail={say('inbox.approveDetail')}
          act={say('inbox.approveMany', { count: shown.length })}
          keep={say('dialog.back')}
          isBusy={deed.isPending}
          problem={deed.error}
          onAct={() => approve(shown)}
          onKeep={() => setShown(null)}
        >
          <ul className="approved-list">
            {shown.map(({ consultation, works }) => (
              <li key={consultation.id}>
                <ApplicationFacts works={works} />
                {user && user.agencyId !== consultation.agencyId ? (
                  <OnBehalf id="delegation.onBehalf" whom={consultation.agencyId} />
                ) : null}
              </li>
            ))}
          </ul>
        </Decision>
      ) : null}
    </>
  )
}

/** What was recorded, and what was not and why; it stays until the next. */
function Report({ taken, of }: { taken: AnswersTaken; of: Items }) {
  const { say } = useSpeech()
  const titleOf = (id: string) => of.find(({ consultation }) => consultation.id === id)?.works.title ?? id
  return (
    <div className="answers-report" role="status">
      <p>{say('inbox.taken', { count: taken.taken.length })}</p>
      {taken.refused.length > 0 ? (
        <>
          <p>
            <b>{say('inbox.notTaken', { count: taken.refused.length })}</b>
          </p>
          <ul>
            {taken.refused.map(({ id, detail }) => (
              <li key={id}>
                <bdi>{titleOf(id)}</bdi>: <DaysInText text={detail} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}
