import './permits.css'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import type { Procedure } from '../../server/permits/contract.ts'
import { type Works, worksEvents } from '../../server/works/contract.ts'
import { mayChange, mayDescribe } from '../../server/works/rules.ts'
import { useUser } from '../agencies/queries.ts'
import { write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Failure } from '../ui/States.tsx'
import { isOurs } from '../works/ours.ts'
import { AgainstEvent } from './AgainstEvent.tsx'
import { type EventDraft, type EventName, emptyDraft, toldOf } from './draft.ts'
import { EventButton } from './EventButton.tsx'
import { type Asked, EventDialog } from './EventDialog.tsx'
import { procedureQuery } from './queries.ts'
import { hasMovedOn, useDeed } from './use-deed.ts'
import { useSameVersion } from './use-same-version.ts'

const aside: readonly EventName[] = ['return', 'refuse', 'suspend', 'cancel']

/** What whoever asks may do with a works now, as the server says; what cannot be done says why. */
export default function ApplicationActions({ works, onEdit }: { works: Works; onEdit: () => void }) {
  const { language, say } = useSpeech()
  const user = useUser()
  const isParty = user !== null && roleMay(user.role, 'works.read')
  const procedure = useQuery({ ...procedureQuery(works.id, language), enabled: isParty }).data
  const isSettled = useSameVersion(works, procedure)
  const [draft, setDraft] = useState<EventDraft>(emptyDraft)
  const happen = useDeed(({ event, seen }: { event: EventName; seen: Procedure }) =>
    write<Works>('POST', `/api/works/${works.id}/events`, toldOf(event, draft, seen)),
  )
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const id = useId()
  const [against, setAgainst] = useState<EventName | null>(null)
  const events = inOrder(procedure)
  const isEditable = (mayChange(works) || mayDescribe(works)) && isOurs(user, works)
  const send = (event: EventName, seen: Procedure) => {
    if (happen.isPending) return
    happen.mutate(
      { event, seen },
      {
        onSuccess: () => {
          setDraft(emptyDraft)
          close()
          // the button of what has happened goes, and would take the focus along
          document.querySelector<HTMLElement>('.drawer h1')?.focus({ preventScroll: true })
        },
        // what was decided on is no longer what there is: it is to be seen first
        onError: (problem) => hasMovedOn(problem) && close(),
      },
    )
  }
  return (
    <>
      {happen.isError && !asked ? <NotDone problem={happen.error} /> : null}
      {events.map((possible) => (
        <EventButton
          key={possible.event}
          possible={possible}
          isForward={!aside.includes(possible.event)}
          isWaiting={happen.isPending || !isSettled}
          againstId={`${id}-${possible.event}`}
          onAgainst={() => setAgainst(possible.event)}
          onAsk={() => {
            happen.reset()
            if (!procedure) return
            if (possible.event === 'plan') send('plan', procedure)
            else setAsked({ event: possible.event, works, seen: procedure })
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
          draft={draft}
          onDraft={(change) => setDraft({ ...draft, ...change })}
          isBusy={happen.isPending}
          problem={happen.error}
          onAct={() => send(asked.event, asked.seen)}
          onKeep={close}
        />
      ) : null}
    </>
  )
}

function NotDone({ problem }: { problem: Parameters<typeof Failure>[0]['problem'] }) {
  const { say } = useSpeech()
  if (!hasMovedOn(problem)) return <Failure problem={problem} />
  return (
    <p className="missing" role="alert">
      {say('procedure.movedOn')}
    </p>
  )
}

/** In the order of the life of a works, what leads on before what leads aside. */
function inOrder(procedure: Procedure | undefined): Procedure['events'] {
  const place = (event: EventName) => worksEvents.indexOf(event) + (aside.includes(event) ? worksEvents.length : 0)
  return [...(procedure?.events ?? [])].sort((a, b) => place(a.event) - place(b.event))
}
