import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Route } from '../../server/geo/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { answered, write } from '../api.ts'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { useFollowingWindow } from '../time/use-following-window.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { Failure } from '../ui/States.tsx'
import { type LossWords, useLossQuestion } from '../ui/use-loss-question.tsx'
import { DraftForm } from './draw/DraftForm.tsx'
import { askedOf, changeOf, type Draft, draftOf, missingOf } from './draw/draft.ts'
import { LiveFindings } from './draw/LiveFindings.tsx'
import { ownClaims } from './draw/own-claims.ts'
import { useAssessment } from './draw/use-assessment.ts'

const lossWords = (say: Speech['say']): LossWords => ({
  title: say('edit.lose'),
  keep: say('edit.keep'),
  byLeaving: say('edit.loseDetail'),
  leave: say('draw.leave'),
  byClearing: say('edit.loseDetail'),
  clear: say('edit.discard'),
})

function useSave(works: Works, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (draft: Draft) => answered(write<Works>('PATCH', `/api/works/${works.id}`, changeOf(draft, works))),
    onSuccess: () => {
      touchTiles()
      void client.invalidateQueries({ queryKey: ['works'] })
      onDone()
    },
  })
}

/** Changes the facts and dates of a works; what it would meet then is said while they are typed. Its route stays. */
export function WorksEditor({ works, onDone }: { works: Works; onDone: () => void }) {
  const { language, say } = useSpeech()
  // What is written against: a newer version that arrives meanwhile must not be overwritten unseen.
  const [seen] = useState(works)
  const [draft, setDraft] = useState(() => draftOf(seen))
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(seen))
  const asked = useMemo(() => {
    const assessed = askedOf(draft, seen.route as Route)
    return assessed && { ...assessed, ...ownClaims(seen, draft.period) }
  }, [draft, seen])
  const { assessment, working, error, refetch } = useAssessment(asked, language)
  const { beforeClearing, stored, question } = useLossQuestion(isChanged, lossWords(say))
  const save = useSave(seen, () => {
    stored()
    onDone()
  })
  useFollowingWindow(draft.period)
  const leave = () => beforeClearing(onDone)
  const missing = missingOf(draft, say)
  return (
    <>
      <Drawer
        subject={`${works.id} change`}
        title={draft.title || seen.title}
        subtitle={say('edit.how')}
        eyebrow={<Id>{seen.number}</Id>}
        onClose={leave}
        actions={
          <>
            {save.isError ? <Failure problem={save.error} /> : null}
            {missing.length > 0 ? <p className="missing">{missing.join(' · ')}</p> : null}
            <button
              type="button"
              className="button primary"
              disabled={!isChanged || missing.length > 0 || save.isPending}
              onClick={() => save.mutate(draft)}
            >
              {say('edit.save')}
            </button>
            <button type="button" className="button" onClick={leave}>
              {say('edit.discard')}
            </button>
          </>
        }
      >
        <LiveFindings
          draft={draft}
          assessment={assessment}
          working={working}
          problem={error}
          drawn
          onDraft={setDraft}
          onRetry={() => void refetch()}
        />
        <DraftForm draft={draft} byOffice={false} onChange={setDraft} />
      </Drawer>
      {question}
    </>
  )
}
