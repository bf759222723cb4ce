import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { uuidv7 } from 'uuidv7'
import type { Assessment } from '../../../server/coordination/contract.ts'
import type { Route } from '../../../server/geo/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { sessionQuery, useUser } from '../../agencies/queries.ts'
import { answered, write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { touchTiles } from '../../map/tiles.ts'
import { useTimeWindow } from '../../time/use-window.tsx'
import { reaching } from '../../time/window.ts'
import { Failure } from '../../ui/States.tsx'
import { useOpenWorks } from '../open.ts'
import { type Draft, worksOf } from './draft.ts'

interface DrawSaveProps {
  draft: Draft
  route: Route | null
  finished: boolean
  assessment: Assessment | undefined
}

const shortestTitle = 3

/** Stores the drawing as a plan for all to see, or as a draft of one's own; then opens it. */
export function DrawSave({ draft, route, finished, assessment }: DrawSaveProps) {
  const { say } = useSpeech()
  const user = useUser()
  const client = useQueryClient()
  const open = useOpenWorks()
  const { settled } = useTimeWindow()
  const byOffice = !user?.agencyId
  // The same drawing sent twice is one works; a changed one is another request.
  const content = JSON.stringify([draft, route])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key for new content
  const key = useMemo(() => uuidv7(), [content])
  const save = useMutation({
    mutationFn: (status: 'draft' | 'planned') => {
      const works = worksOf(draft, route as Route, status, byOffice)
      return answered(write<Works>('POST', '/api/works', works, { idempotencyKey: `${key}-${status}` }))
    },
    onSuccess: (works) => {
      touchTiles()
      void client.invalidateQueries({ queryKey: ['works'] })
      open(works.id, reaching(settled, works.period))
    },
    onError: (problem) => problem.status === 401 && client.setQueryData(sessionQuery.queryKey, null),
  })
  const missing = [
    route ? null : say('draw.needRoute'),
    finished || !route ? null : say('draw.needFinish'),
    draft.title.trim().length < shortestTitle ? say('draw.needTitle') : null,
    byOffice && !draft.agencyId ? say('draw.needAgency') : null,
    draft.period.end < draft.period.start ? say('draw.endsFirst') : null,
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
