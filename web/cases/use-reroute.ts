import { useMemo, useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
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
import { onto } from '../works/newer.ts'
import { movingOf } from './moving.ts'
import { type MeasureAsked, needsWords, sendMeasure } from './send-measure.ts'

interface Rerouted {
  works: Works
  room: Case
  asked: MeasureAsked
  words: string
  onSent: () => void
  /** The case as it is by now is what it is decided on. */
  onAdopt: () => void
}

/**
 * Another route of a works of a case while it is drawn: its points, what it would meet, and how it is sent. `works` is as
 * it is by now, `room` its case: where they move meanwhile, what was drawn over them stays, and is gone on with over the newer.
 */
export function useReroute({ works, room, asked, words, onSent, onAdopt }: Rerouted) {
  const { language } = useSpeech()
  const map = useHeldMap()
  const [way, setWay] = useState<Way>('pointer')
  // old days are none that anybody chose: it stays as it was seen until the newer is taken over
  const [seen, setSeen] = useState(works)
  const [planned, setPlanned] = useState(() => draftOf(seen))
  const sketching = useSketch(map, sketchOf(seen.route as Route), way !== 'cross')
  const { route, sketch } = sketching
  const assessed = useMemo(() => {
    const given = askedOf(planned, route)
    return given && { ...given, ...ownClaims(seen, planned.period) }
  }, [planned, route, seen])
  const assessing = useAssessment(assessed, language)
  const isChanged = sketch.past.length > 0
  const drawn = isChanged && sketch.finished ? route : null
  const { start, end } = planned.period
  const isMoved = start !== seen.period.start || end !== seen.period.end
  const deed = useDeed((given: Route) => {
    const period = isMoved ? { period: planned.period } : {}
    return sendMeasure(asked, { kind: 'reroute', worksId: seen.id, route: given, ...period }, words.trim())
  }, onSent)
  const { isOld, moved } = movingOf(asked, room, deed, { seen, now: works })
  const isRead = room.works.every(({ id, version }) => id !== works.id || version <= works.version)
  const adopt = () => {
    setPlanned((written) => onto(written, draftOf(seen), draftOf(works)))
    if (!isChanged) sketching.stroke({ stroke: 'begin', ...sketchOf(works.route as Route) })
    setSeen(works)
    onAdopt()
    deed.reset()
  }
  return {
    seen,
    isOld,
    moved: isRead ? moved : null,
    adopt,
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
    isReady: !isOld && drawn !== null && (!needsWords(asked) || isReason(words)),
  }
}

export type Rerouting = ReturnType<typeof useReroute>
