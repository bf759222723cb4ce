import { useEffect, useState } from 'react'
import type { Procedure } from '../../server/permits/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { write } from '../api.ts'
import { type EventDraft, type EventName, emptyDraft, toldOf } from './draft.ts'
import type { Asked } from './EventDialog.tsx'
import { hasMovedOn, useDeed } from './use-deed.ts'

/** What is to happen to a works: asked for in a dialog, with what is written for it, and sent as it was seen. */
export function useHappening(worksId: string) {
  const [draft, setDraft] = useState<EventDraft>(emptyDraft)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [happened, setHappened] = useState(0)
  const { mutate, reset, isPending, error, variables } = useDeed(
    ({ event, seen }: { event: EventName; seen: Procedure }) =>
      write<Works>('POST', `/api/works/${worksId}/events`, toldOf(event, draft, seen)),
  )
  useEffect(() => {
    // the button of what has happened goes with its dialog, and would take the focus along
    if (happened > 0) document.querySelector<HTMLElement>('.drawer h1')?.focus({ preventScroll: true })
  }, [happened])
  const close = () => setAsked(null)
  const send = (event: EventName, seen: Procedure) => {
    if (isPending) return
    mutate(
      { event, seen },
      {
        onSuccess: () => {
          setDraft(emptyDraft)
          close()
          setHappened((times) => times + 1)
        },
        // what was decided on is no longer what there is: it is to be seen first
        onError: (problem) => hasMovedOn(problem) && close(),
      },
    )
  }
  /** Whether it was refused for a newer version than the one that is known here. */
  const isBehind = (known: Procedure | undefined) =>
    hasMovedOn(error) && (known?.version ?? 0) <= (variables?.seen.version ?? 0)
  const onDraft = (change: Partial<EventDraft>) => setDraft((now) => ({ ...now, ...change }))
  return { draft, onDraft, asked, ask: setAsked, close, send, reset, isPending, error, isBehind }
}
