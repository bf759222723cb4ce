import { useMemo, useState } from 'react'
import type { Route } from '../../server/geo/contract.ts'
import type { Works } from '../../server/works/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldMap } from '../map/held-map.ts'
import { sketchOf } from '../permits/amend/amend-draft.ts'
import { isReason } from '../permits/reason.ts'
import { useDeed } from '../permits/use-deed.ts'
import { useSketch } from '../sketch/use-sketch.ts'
import type { Way } from '../sketch/ways/Ways.tsx'
import { askedOf, draftOf } from '../works/draw/draft.ts'
import { ownClaims } from '../works/draw/own-claims.ts'
import { useAssessment } from '../works/draw/use-assessment.ts'
import { type MeasureAsked, needsWords, sendMeasure } from './send-measure.ts'

/**
 * Another route of a works of a case while it is drawn: its points, what it would meet, and how it is sent. `works` is as
 * it was seen when that began: where it moves meanwhile, its old days are none that anybody chose.
 */
export function useReroute(works: Works, asked: MeasureAsked, words: string, onSent: () => void) {
  const { language } = useSpeech()
  const map = useHeldMap()
  const [way, setWay] = useState<Way>('pointer')
  const [planned, setPlanned] = useState(() => draftOf(works))
  const sketching = useSketch(map, sketchOf(works.route as Route), way !== 'cross')
  const { route, sketch } = sketching
  const assessed = useMemo(() => {
    const given = askedOf(planned, route)
    return given && { ...given, ...ownClaims(works, planned.period) }
  }, [planned, route, works])
  const assessing = useAssessment(assessed, language)
  const isChanged = sketch.past.length > 0
  const drawn = isChanged && sketch.finished ? route : null
  const { start, end } = planned.period
  const isMoved = start !== works.period.start || end !== works.period.end
  const deed = useDeed((given: Route) => {
    const period = isMoved ? { period: planned.period } : {}
    return sendMeasure(asked, { kind: 'reroute', worksId: works.id, route: given, ...period }, words.trim())
  }, onSent)
  return {
    map,
    way,
    setWay,
    planned,
    setPlanned,
    sketching,
    assessing,
    deed,
    isChanged,
    drawn,
    isReady: drawn !== null && (!needsWords(asked) || isReason(words)),
  }
}

export type Rerouting = ReturnType<typeof useReroute>
