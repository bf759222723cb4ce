import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Route } from '../../server/geo/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { answered, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { askedOf, changeOf, draftOf, missingOf } from './draw/draft.ts'
import { ownClaims } from './draw/own-claims.ts'
import { useAssessment } from './draw/use-assessment.ts'
import { useRoutePen } from './use-route-pen.ts'

/** A works while its facts, dates and route are changed; what it would meet then is asked meanwhile. */
export function useWorksChange(works: Works, onStored: () => void) {
  const { language, say } = useSpeech()
  const client = useQueryClient()
  // What is written against: a newer version that arrives meanwhile must not be overwritten unseen.
  const [seen] = useState(works)
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
  })
  const isChanged = pen.isChanged || JSON.stringify(draft) !== JSON.stringify(draftOf(seen))
  const missing = [...missingOf(draft, say), ...(pen.isUnfinished ? [say('draw.needFinish')] : [])]
  return { seen, draft, setDraft, pen, assessing, save, isChanged, missing, isReady: isChanged && missing.length === 0 }
}
