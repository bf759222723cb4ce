import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection, ConnectionState, Connections } from '../../server/works/connections/contract.ts'
import { markRefusal, usuallyDoneOn } from '../../server/works/connections/rules.ts'
import type { Works } from '../../server/works/contract.ts'
import { mayChange } from '../../server/works/rules.ts'
import { readyQuery } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ReasonDialog } from '../permits/ReasonDialog.tsx'
import { hasMovedOn, useDeed } from '../permits/use-deed.ts'
import { DayField } from '../time/DayField.tsx'
import { Failure } from '../ui/States.tsx'
import { type Marking, markConnections } from './queries.ts'

interface MarkBarProps {
  works: Works
  chosen: readonly Connection[]
  may: Connections['may']
  onDone: () => void
}

/** What can be made of the connections that are chosen, all at once. */
export function MarkBar({ works, chosen, may, onDone }: MarkBarProps) {
  const { say } = useSpeech()
  const today = useQuery(readyQuery).data?.today ?? ''
  const [day, setDay] = useState<string | null>(null)
  const [isCancelling, setCancelling] = useState(false)
  const [reason, setReason] = useState('')
  const seen = chosen.map(({ id, version }) => ({ id, version }))
  const mark = useDeed(
    (marking: Omit<Marking, 'items'>) => markConnections(works.id, { ...marking, items: seen }),
    onDone,
  )
  const startedOn = works.actualPeriod?.start ?? null
  const endedOn = works.actualPeriod?.end ?? null
  const doneOn = day ?? usuallyDoneOn(today, endedOn)
  const known = { status: works.status, isChangeable: mayChange(works), startedOn, endedOn, today, doneOn }
  const facts = { ...known, hasReason: true, isOffice: may.cancelDone }
  const can = (to: ConnectionState) =>
    chosen.every(({ state, wasDone }) => markRefusal(state, to, { ...facts, wasDone }) === null)
  const isOfCancelled = chosen.some(({ state }) => state === 'cancelled')
  return (
    <fieldset className="connection-marks" aria-label={say('connection.chosen', { count: chosen.length })}>
      <strong>{say('connection.chosen', { count: chosen.length })}</strong>
      {facts.startedOn ? <DayField label={say('connection.doneOn')} value={doneOn} onChange={setDay} /> : null}
      <div className="buttons wrapping">
        <button
          type="button"
          className="button primary"
          disabled={!can('done') || mark.isPending}
          onClick={() => mark.mutate({ state: 'done', doneOn })}
        >
          {say('connection.markDone')}
        </button>
        <button
          type="button"
          className="button"
          disabled={!can('planned') || (isOfCancelled && !may.cancel) || mark.isPending}
          onClick={() => mark.mutate({ state: 'planned' })}
        >
          {say('connection.markPlanned')}
        </button>
        {may.cancel ? (
          <button
            type="button"
            className="button"
            disabled={!can('cancelled') || mark.isPending}
            onClick={() => setCancelling(true)}
          >
            {say('connection.cancel')}
          </button>
        ) : null}
      </div>
      {mark.error ? (
        hasMovedOn(mark.error) ? (
          <p className="missing" role="alert">
            {say('connection.movedOn')}
          </p>
        ) : (
          <Failure problem={mark.error} />
        )
      ) : null}
      {startedOn === null ? <p className="form-note">{say('connection.notBegun')}</p> : null}
      {isCancelling ? (
        <ReasonDialog
          title={say('connection.cancelTitle', { count: chosen.length })}
          detail={say('connection.cancelDetail')}
          act={say('connection.cancel')}
          reason={reason}
          onReason={setReason}
          send={(why) => markConnections(works.id, { items: seen, state: 'cancelled', reason: why })}
          onDone={() => setCancelling(false)}
          onStored={onDone}
        />
      ) : null}
    </fieldset>
  )
}
