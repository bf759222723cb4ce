import { useState } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { FieldUser, OutboxEntry, StoreTrouble } from '../offline/contract.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { keepVisitDeed } from '../outbox/visit-deeds.ts'
import type { TodayVisit } from './near.ts'

interface TakingProps {
  visit: TodayVisit
  user: FieldUser
  said: OutboxEntry | null
}

/** Whether one goes there oneself: kept on this phone first, and told to the office once it can be. */
export function Taking({ visit, user, said }: TakingProps) {
  const { say, name } = useSpeech()
  const { pause } = useOutbox()
  const [trouble, setTrouble] = useState<StoreTrouble | null>(null)
  const { state, assignee, works, kind } = visit
  const isOthers = assignee !== null && assignee.id !== user.id
  const deed = state === 'taken' ? 'release' : 'take'
  const decide = async () =>
    setTrouble(
      await keepVisitDeed({
        userId: user.id,
        visit: { id: visit.id, deed },
        about: { worksNumber: works.number, worksTitle: works.title, kind },
      }),
    )
  return (
    <>
      {isOthers ? (
        <span className="visit-other">
          <Icon name="person" size={16} />
          {say(state === 'taken' ? 'visit.takenBy' : 'visit.assignedTo', { name: name(assignee.name) })}
        </span>
      ) : (
        <button type="button" className="button" onClick={() => void decide()}>
          {say(`visit.${deed}`)}
        </button>
      )}
      {said?.state === 'needs_you' ? <NotYours said={said} /> : null}
      {said?.state === 'waiting' && pause ? (
        <p className="visit-said" role="status">
          <Icon name="upload" size={16} />
          {say('visit.saidWaits')}
        </p>
      ) : null}
      {trouble ? (
        <p className="lacking" role="alert">
          {say(`outbox.trouble.${trouble}`)}
        </p>
      ) : null}
    </>
  )
}

/** The office had somebody else go by then, or nobody any more. */
function NotYours({ said: { id, answer } }: { said: OutboxEntry }) {
  const { say } = useSpeech()
  const { discard } = useOutbox()
  return (
    <p className="lacking" role="alert">
      {answer?.reasons?.[0]?.detail ?? answer?.title ?? say('outbox.refused')}{' '}
      <button type="button" className="link" onClick={() => void discard(id)}>
        {say('outbox.giveUp.visit')}
      </button>
    </p>
  )
}
