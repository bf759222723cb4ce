import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Works, WorksEvent } from '../../server/works/contract.ts'
import { mayChange, nextStatus } from '../../server/works/rules.ts'
import { useUser } from '../agencies/queries.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { Confirm } from '../ui/Confirm.tsx'
import { Failure } from '../ui/States.tsx'
import { isOurs } from './ours.ts'

const events: readonly WorksEvent[] = ['plan', 'cancel']

/** What its agency, or the office, may do with a works now. */
export function WorksActions({ works, onEdit }: { works: Works; onEdit: () => void }) {
  const { say } = useSpeech()
  const [asking, setAsking] = useState(false)
  const user = useUser()
  const client = useQueryClient()
  const happen = useMutation({
    mutationFn: (event: WorksEvent) =>
      answered(write<Works>('POST', `/api/works/${works.id}/events`, { event, version: works.version })),
    onSuccess: () => {
      touchTiles()
      void client.invalidateQueries({ queryKey: ['works'] })
    },
  })
  const possible = events.filter((event) => 'status' in nextStatus(works.status, event))
  const editable = mayChange(works.status)
  if (!isOurs(user, works) || (possible.length === 0 && !editable)) return null
  return (
    <>
      {happen.isError ? <Failure problem={happen.error} /> : null}
      {possible.map((event) => (
        <button
          key={event}
          type="button"
          className={event === 'plan' ? 'button primary' : 'button'}
          disabled={happen.isPending}
          onClick={() => (event === 'cancel' ? setAsking(true) : happen.mutate(event))}
        >
          {say(`action.${event}`)}
        </button>
      ))}
      {editable ? (
        <button type="button" className="button" onClick={onEdit}>
          {say('action.edit')}
        </button>
      ) : null}
      {asking ? (
        <Confirm
          title={say('action.cancelAsked', { title: works.title })}
          detail={say('action.cancelDetail')}
          act={say('action.cancel')}
          keep={say('action.cancelNot')}
          onKeep={() => setAsking(false)}
          onAct={() => {
            setAsking(false)
            happen.mutate('cancel')
          }}
        />
      ) : null}
    </>
  )
}
