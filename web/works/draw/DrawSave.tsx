import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Assessment } from '../../../server/coordination/contract.ts'
import type { Route } from '../../../server/geo/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { sessionQuery } from '../../agencies/queries.ts'
import { answered, isLost } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { touchTiles } from '../../map/tiles.ts'
import { Failure } from '../../ui/States.tsx'
import { isTouched } from '../../ui/touched.ts'
import { type Draft, missingOf, worksOf } from './draft.ts'
import { storeWorks } from './store-works.ts'

interface DrawSaveProps {
  id: string
  /** An answer to it may have been lost before the page was opened anew. */
  mayBeStored: boolean
  draft: Draft
  /** Metres of a trench whose width nobody typed. */
  usualWidth: number | undefined
  route: Route | null
  finished: boolean
  byOffice: boolean
  assessment: Assessment | undefined
  onStored: (works: Works) => void
}

function useStoreWorks({ id, mayBeStored, draft, usualWidth, route, byOffice, onStored }: DrawSaveProps) {
  const client = useQueryClient()
  /** What was sent when its answer was lost: it may be stored. */
  const lost = useRef<string | null>(null)
  return useMutation({
    mutationFn: async (status: 'draft' | 'planned') => {
      const content = JSON.stringify([draft, usualWidth, route])
      const works = { ...worksOf(draft, { route: route as Route, status, byOffice, usualWidth }), id }
      const answer = await storeWorks(works, mayBeStored || (lost.current !== null && lost.current !== content))
      if (!answer.ok && isLost(answer.problem)) lost.current ??= content
      return answered(Promise.resolve(answer))
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
      {save.isError ? <Failure problem={save.error} /> : null}
      {missing.length > 0 && route ? <p className="missing">{missing.join(' · ')}</p> : null}
      {blocking > 0 && missing.length === 0 ? (
        <p className="missing">{say('draw.mayPlan', { count: blocking })}</p>
      ) : null}
      <button type="button" className="button primary" disabled={blocked} onClick={() => save.mutate('planned')}>
        {say('draw.savePlanned')}
      </button>
      <button type="button" className="button" disabled={blocked} onClick={() => save.mutate('draft')}>
        {say('draw.saveDraft')}
      </button>
    </>
  )
}
