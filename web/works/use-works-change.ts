import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Route } from '../../server/geo/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { hasMovedOn } from '../permits/use-deed.ts'
import { askedOf, changeOf, draftOf, missingOf } from './draw/draft.ts'
import { ownClaims } from './draw/own-claims.ts'
import { useAssessment } from './draw/use-assessment.ts'
import { onto } from './newer.ts'
import { useRoutePen } from './use-route-pen.ts'

/** A works while its facts, dates and route are changed; what it would meet then is asked meanwhile. */
export function useWorksChange(works: Works, onStored: () => void) {
  const { language, say } = useSpeech()
  const client = useQueryClient()
  // What is written against: a newer version that arrives meanwhile must not be overwritten unseen.
  const [seen, setSeen] = useState(works)
  const [draft, setDraft] = useState(() => draftOf(seen))
  const pen = useRoutePen(seen.route as Route)
  const { route, drawn } = pen
  const asked = useMemo(() => {
    const assessed = askedOf(draft, route)
    return assessed && { ...assessed, ...ownClaims(seen, draft.period) }
  }, [draft, route, seen])
  const assessing = useAssessment(asked, language)
  const save = useMutation({
    mutationFn: () => answered(write<Works>('PATCH', `/api/works/${seen.id}`, changeOf(draft, seen, drawn))),
    onSuccess: () => {
      touchTiles()
      void client.invalidateQueries({ queryKey: ['works'] })
      onStored()
    },
    // until it is read again, nobody can say what has changed
    onError: (problem) => (hasMovedOn(problem) ? client.invalidateQueries({ queryKey: ['works'] }) : undefined),
  })
  const newer = works.version > seen.version && !save.isPending ? works : null
  const adopt = () => {
    setDraft((written) => onto(written, draftOf(seen), draftOf(works)))
    pen.follow(works.route as Route)
    setSeen(works)
    save.reset()
  }
  const isChanged = pen.isChanged || JSON.stringify(draft) !== JSON.stringify(draftOf(seen))
  const missing = [...missingOf(draft, say), ...(pen.isUnfinished ? [say('draw.needFinish')] : [])]
  return {
    seen,
    /** The works as others have changed it meanwhile; `isOld` as soon as that is known. */
    newer,
    isOld: newer !== null || hasMovedOn(save.error),
    adopt,
    draft,
    setDraft,
    pen,
    assessing,
    save,
    isChanged,
    missing,
    isReady: isChanged && missing.length === 0,
  }
}
