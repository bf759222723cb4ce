import { useMemo, useState } from 'react'
import type { Route } from '../../../server/geo/contract.ts'
import type { Amendment } from '../../../server/works/amendments/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useHeldMap } from '../../map/held-map.ts'
import { useSketch } from '../../sketch/use-sketch.ts'
import type { Way } from '../../sketch/ways/Ways.tsx'
import { askedOf, type Draft, draftOf } from '../../works/draw/draft.ts'
import type { NoDays } from '../../works/draw/no-days.ts'
import { ownClaims } from '../../works/draw/own-claims.ts'
import { useAssessment } from '../../works/draw/use-assessment.ts'
import { onto } from '../../works/newer.ts'
import { hasMovedOn, useDeed } from '../use-deed.ts'
import { amendDraftOf, changeOf, changeToPrice, faultOf, isAmendment, sketchOf } from './amend-draft.ts'

/** Another route of a works while it is drawn: its points, its words, what it would meet. */
export function useAmendRoute(works: Works, onStored: () => void) {
  const { language } = useSpeech()
  const map = useHeldMap()
  // what is written against: a newer version that arrives meanwhile must not be overwritten unseen
  const [seen, setSeen] = useState(works)
  const [way, setWay] = useState<Way>('pointer')
  const [draft, setDraft] = useState(() => amendDraftOf(seen))
  const [noDays, setNoDays] = useState<NoDays>({})
  const sketching = useSketch(map, sketchOf(seen.route as Route), way !== 'cross')
  const { route, sketch } = sketching
  /** The works as it would be, in the words that findings are told in. */
  const planned = useMemo((): Draft => {
    const { start, end, trenchWidth, trafficImpact } = draft
    return { ...draftOf(seen), period: { start, end }, noDays, trenchWidth, trafficImpact }
  }, [seen, draft, noDays])
  const asked = useMemo(() => {
    const assessed = askedOf(planned, route)
    return assessed && { ...assessed, ...ownClaims(seen, planned.period) }
  }, [planned, route, seen])
  const assessing = useAssessment(asked, language)
  const drawn = route && sketch.finished ? route : undefined
  const deed = useDeed(
    () =>
      write<Amendment>('POST', `/api/works/${seen.id}/amendments`, {
        version: seen.version,
        reason: draft.reason.trim(),
        ...changeOf(draft, seen, drawn),
      }),
    onStored,
  )
  const newer = works.version > seen.version && !deed.isPending ? works : null
  const adopt = () => {
    setDraft((written) => onto(written, amendDraftOf(seen), amendDraftOf(works)))
    if (sketch.past.length === 0) sketching.stroke({ stroke: 'begin', ...sketchOf(works.route as Route) })
    setSeen(works)
    deed.reset()
  }
  const isTyping = noDays.start !== undefined || noDays.end !== undefined
  const isChanged = sketch.past.length > 0 || JSON.stringify(draft) !== JSON.stringify(amendDraftOf(seen))
  return {
    seen,
    newer,
    isOld: newer !== null || hasMovedOn(deed.error),
    adopt,
    map,
    way,
    setWay,
    draft,
    setDraft,
    noDays,
    setNoDays,
    fault: faultOf(draft, seen),
    planned,
    sketching,
    assessing,
    deed,
    isChanged,
    isProposal: seen.permitNumber !== null,
    priced: isTyping || (route && !drawn) ? null : changeToPrice(draft, seen, drawn),
    isReady: drawn !== undefined && !isTyping && isAmendment(draft, seen, drawn),
  }
}
