import type { ConsultationInbox } from '../../server/permits/contract.ts'
import { useUser } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { AnswerTag } from './AnswerTag.tsx'
import { ApplicationFacts } from './ApplicationFacts.tsx'
import { DueClock } from './DueClock.tsx'
import AnsweredForAnother from './delegation/AnsweredForAnother.tsx'
import { OnBehalf } from './delegation/OnBehalf.tsx'

interface InboxRowProps {
  item: ConsultationInbox['items'][number]
  isSelected: boolean
  /** `null` where it cannot be answered any more. */
  isPicked: boolean | null
  onPick: () => void
  onOpen: () => void
}

/** One application that the own organisation is asked about: until when, whose, where, and why it is asked. */
export function InboxRow({ item: { consultation, works }, isSelected, isPicked, onPick, onOpen }: InboxRowProps) {
  const { say } = useSpeech()
  const user = useUser()
  return (
    <li className="asked-row" data-asked={consultation.id}>
      {isPicked === null ? null : (
        <label className="pick">
          <input
            type="checkbox"
            checked={isPicked}
            onChange={onPick}
            aria-label={say('inbox.pick', { title: works.title })}
          />
        </label>
      )}
      <button type="button" className="row" aria-current={isSelected || undefined} onClick={onOpen}>
        {consultation.answer === null ? (
          <DueClock dueAt={consultation.dueAt} />
        ) : (
          <AnswerTag consultation={consultation} isRunning={false} />
        )}
        <ApplicationFacts works={works}>
          <span>
            {consultation.grounds.map((ground) => say(`consultation.ground.${ground}`)).join(say('list.joint'))}
          </span>
        </ApplicationFacts>
        {user && user.agencyId !== consultation.agencyId && consultation.delegateId === null ? (
          <OnBehalf id="delegation.onBehalf" whom={consultation.agencyId} />
        ) : null}
        <AnsweredForAnother by={consultation.delegateId} whom={consultation.agencyId} />
      </button>
    </li>
  )
}
