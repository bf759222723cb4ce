import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import type { Assessment } from '../../../server/coordination/contract.ts'
import type { Route } from '../../../server/geo/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { sessionQuery } from '../../agencies/queries.ts'
import { answered } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { withPermits } from '../../i18n/rooms.ts'
import { touchTiles } from '../../map/tiles.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { Failure } from '../../ui/States.tsx'
import { isTouched } from '../../ui/touched.ts'
import { type Draft, missingOf, worksOf } from './draft.ts'
import { isStoredOtherwise, storeWorks } from './store-works.ts'

const StoredOtherwise = lazyPart(withPermits(() => import('./StoredOtherwise.tsx')))

interface DrawSaveProps {
  id: string
  draft: Draft
  /** Metres of a trench whose width nobody typed. */
  usualWidth: number | undefined
  route: Route | null
  finished: boolean
  byOffice: boolean
  assessment: Assessment | undefined
  onStored: (works: Works) => void
}

interface Asked {
  status: 'draft' | 'planned'
  /** The version of what is stored that was seen and may be written over. */
  over?: number
}

function useStoreWorks({ id, draft, usualWidth, route, byOffice, onStored }: DrawSaveProps) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ status, over }: Asked) => {
      const works = { ...worksOf(draft, { route: route as Route, status, byOffice, usualWidth }), id }
      return answered(storeWorks(works, over))
    },
    onSuccess: (works) => {
      touchTiles()
      void client.invalidateQueries({ queryKey: ['works'] })
      onStored(works)
    },
    onError: (problem) => problem.status === 401 && client.setQueryData(sessionQuery.queryKey, null),
  })
}

/** Stores the drawing as a plan for all to see, or as a draft of one's own. */
export function DrawSave(props: DrawSaveProps) {
  const { draft, route, finished, byOffice, assessment } = props
  const { say } = useSpeech()
  const save = useStoreWorks(props)
  const missing = [
    route ? null : say('draw.needRoute'),
    finished || !route ? null : say(isTouched() ? 'draw.needFinishTouched' : 'draw.needFinish'),
    byOffice && !draft.agencyId ? say('draw.needAgency') : null,
    ...missingOf(draft, say),
  ].filter(Boolean)
  const blocking = assessment?.findings.filter(({ severity }) => severity === 'blocking').length ?? 0
  const blocked = missing.length > 0 || save.isPending
  return (
    <>
      {save.isError ? <NotStored save={save} onStored={props.onStored} /> : null}
      {missing.length > 0 && route ? <p className="missing">{missing.join(' · ')}</p> : null}
      {blocking > 0 && missing.length === 0 ? (
        <p className="missing">{say('draw.mayPlan', { count: blocking })}</p>
      ) : null}
      <button
        type="button"
        className="button primary"
        disabled={blocked}
        onClick={() => save.mutate({ status: 'planned' })}
      >
        {say('draw.savePlanned')}
      </button>
      <button type="button" className="button" disabled={blocked} onClick={() => save.mutate({ status: 'draft' })}>
        {say('draw.saveDraft')}
      </button>
    </>
  )
}

interface NotStoredProps extends Pick<DrawSaveProps, 'onStored'> {
  save: ReturnType<typeof useStoreWorks>
}

function NotStored({ save, onStored }: NotStoredProps) {
  const { error, variables, isPending } = save
  if (!isStoredOtherwise(error)) return <Failure problem={error} />
  const { stored } = error.both
  // what is announced stays so: of it no draft is made any more
  const status = stored.status === 'draft' ? variables?.status : 'planned'
  const over = () => status && save.mutate({ status, over: stored.version })
  return (
    <Suspense fallback={null}>
      <StoredOtherwise both={error.both} isBusy={isPending} onOver={over} onOpen={onStored} />
    </Suspense>
  )
}
