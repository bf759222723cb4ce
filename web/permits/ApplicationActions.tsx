import './permits.css'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Procedure } from '../../server/permits/contract.ts'
import { type Works, worksEvents } from '../../server/works/contract.ts'
import { mayChange, mayDescribe } from '../../server/works/rules.ts'
import { useUser } from '../agencies/queries.ts'
import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import { useIsOurs } from '../works/ours.ts'
import { AgainstEvent } from './AgainstEvent.tsx'
import { useKeyedEvent } from './asked-deed.ts'
import type { EventName } from './draft.ts'
import { EventButton } from './EventButton.tsx'
import { EventDialog } from './EventDialog.tsx'
import { procedureQuery } from './queries.ts'
import { hasMovedOn } from './use-deed.ts'
import { useHappening } from './use-happening.ts'
import { useSameVersion } from './use-same-version.ts'

const readAgainAfter = 5000

/** What is done where everything that it needs stands: the certificate is issued beneath what stands against it. */
const elsewhere: readonly EventName[] = ['clear']

/** What happens on the ground is said by whose works it is: the office has the right, in their place, and no use for it. */
const onGround: readonly EventName[] = ['start']

const aside: readonly EventName[] = ['return', 'refuse', 'suspend', 'cancel']

/** What whoever asks may do with a works now, as the server says; what cannot be done says why. */
export default function ApplicationActions({ works, onEdit }: { works: Works; onEdit: () => void }) {
  const { language, say } = useSpeech()
  const user = useUser()
  const isParty = user !== null && roleMay(user.role, 'works.read')
  const happening = useHappening(works.id)
  const { asked, send, isPending, isBehind } = happening
  const query = useQuery({
    ...procedureQuery(works.id, language),
    enabled: isParty,
    // where the newer version could not be read at once, it is asked for until it is there
    refetchInterval: ({ state }) => isBehind(state.data) && readAgainAfter,
  })
  const procedure = query.data
  const isSettled = useSameVersion(works, procedure) && !isBehind(procedure)
  const id = useId()
  const [against, setAgainst] = useState<EventName | null>(null)
  const isOwn = user?.agencyId === works.agencyId
  const events = inOrder(procedure).filter(({ event }) => isOwn || !onGround.includes(event))
  const isOurs = useIsOurs(works)
  const isEditable = (mayChange(works) || mayDescribe(works)) && isOurs
  const keyed = useKeyedEvent({
    worksId: works.id,
    events: events.map(({ event }) => event),
    areKnown: isSettled && !query.isFetching,
  })
  return (
    <>
      {happening.error && !asked ? <NotDone problem={happening.error} isRead={isSettled} /> : null}
      {events.map((possible) => (
        <EventButton
          key={possible.event}
          possible={possible}
          isForward={!aside.includes(possible.event)}
          isWaiting={isPending || !isSettled}
          isKeyed={isSettled && !isPending && keyed.event === possible.event}
          onTaken={keyed.onTaken}
          againstId={`${id}-${possible.event}`}
          onAgainst={() => setAgainst(possible.event)}
          onAsk={() => {
            happening.reset()
            if (!procedure) return
            if (possible.event === 'plan') send('plan', procedure)
            else happening.ask({ event: possible.event, works, seen: procedure })
          }}
        />
      ))}
      {isEditable ? (
        <button type="button" className="button" onClick={onEdit}>
          {say('action.edit')}
        </button>
      ) : null}
      {events
        .filter(({ reasons }) => reasons.length > 0)
        .map(({ event, reasons }) => (
          <AgainstEvent
            key={event}
            id={`${id}-${event}`}
            event={event}
            reasons={reasons}
            isOpen={against === event}
            onToggle={(isOpen) => setAgainst((now) => (isOpen ? event : now === event ? null : now))}
          />
        ))}
      {asked ? (
        <EventDialog
          {...asked}
          draft={happening.draft}
          onDraft={happening.onDraft}
          isBusy={isPending}
          problem={happening.error}
          onAct={() => send(asked.event, asked.seen)}
          onKeep={happening.close}
        />
      ) : null}
    </>
  )
}

/** Why it was not done; of what moved on, it is only said to be read anew once that is so. */
function NotDone({ problem, isRead }: { problem: Problem; isRead: boolean }) {
  const { say } = useSpeech()
  if (!hasMovedOn(problem)) return <Failure problem={problem} />
  return (
    <p className="missing" role="alert">
      {say(isRead ? 'procedure.movedOn' : 'procedure.movingOn')}
    </p>
  )
}

/** In the order of the life of a works, what leads on before what leads aside. */
function inOrder(procedure: Procedure | undefined): Procedure['events'] {
  const place = (event: EventName) => worksEvents.indexOf(event) + (aside.includes(event) ? worksEvents.length : 0)
  const events = (procedure?.events ?? []).filter(({ event }) => !elsewhere.includes(event))
  return events.sort((a, b) => place(a.event) - place(b.event))
}
