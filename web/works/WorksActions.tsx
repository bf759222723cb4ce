import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isOffice } from '../../server/agencies/rules.ts'
import type { Works, WorksEvent } from '../../server/works/contract.ts'
import { nextStatus } from '../../server/works/rules.ts'
import { useUser } from '../agencies/queries.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { Failure } from '../ui/States.tsx'

const events: readonly WorksEvent[] = ['plan', 'cancel']

/** What its agency, or the office, may do with a works now. */
export function WorksActions({ works }: { works: Works }) {
  const { say } = useSpeech()
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
  const isOurs = isOffice(user?.role) || (user?.role === 'utility' && user.agencyId === works.agencyId)
  const possible = events.filter((event) => 'status' in nextStatus(works.status, event))
  if (!isOurs || possible.length === 0) return null
  return (
    <>
      {happen.isError ? <Failure problem={happen.error} /> : null}
      {possible.map((event) => (
        <button
          key={event}
          type="button"
          className={event === 'plan' ? 'button primary' : 'button'}
          disabled={happen.isPending}
          onClick={() => happen.mutate(event)}
        >
          {say(`action.${event}`)}
        </button>
      ))}
    </>
  )
}
