import { useMemo, useState } from 'react'
import type { User } from '../../../server/agencies/contract.ts'
import { isOffice } from '../../../server/agencies/rules.ts'
import { categories } from '../../../server/works/contract.ts'
import { useAddress } from '../../address.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useHeldMap } from '../../map/held-map.ts'
import { lossOfDrawing } from '../../sketch/loss-words.ts'
import { useSketch } from '../../sketch/use-sketch.ts'
import type { Way } from '../../sketch/ways/Ways.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { useLossQuestion } from '../../ui/use-loss-question.tsx'
import { askedOf, type Draft, newDraft } from './draft.ts'
import { useKeeping } from './kept-draft.ts'
import { useAssessment } from './use-assessment.ts'
import { useUsualWidth } from './use-usual-width.ts'
import type { WindowDrawing } from './use-window-drawing.ts'

/** A works while it is drawn: its words, its points, what it would meet, and that it is kept. */
export function useDrawing(author: User, { id, kept }: WindowDrawing) {
  const { language, say } = useSpeech()
  const byOffice = isOffice(author.role)
  const { byId } = useAgencies()
  const { today } = useTimeWindow()
  const map = useHeldMap()
  const [way, setWay] = useState<Way>('pointer')
  const [changed, setChanged] = useState<Draft | null>(kept?.draft ?? null)
  // from the yearly plan one comes to draw a project
  const named = useAddress().category
  const category = categories.find((each) => each === named)
  const blank = {
    ...newDraft(today, byOffice ? undefined : byId.get(author.agencyId ?? '')),
    ...(category && { category }),
  }
  const draft = changed ?? blank
  const words = JSON.stringify(draft) === JSON.stringify(blank) ? null : draft
  const sketching = useSketch(map, kept ?? { shape: 'line' }, way !== 'cross')
  const { sketch, route } = sketching
  const isKept = useKeeping(author.id, id, useSame(words), sketch)
  const usualWidth = useUsualWidth(draft)
  const metres = usualWidth?.metres
  const asked = useMemo(() => askedOf(draft, route, metres), [draft, route, metres])
  const assessing = useAssessment(asked, language)
  const hasPoints = sketch.vertices.length > 0
  const loss = useLossQuestion(hasPoints || words !== null, lossOfDrawing(say), !isKept)
  return {
    map,
    byOffice,
    usualWidth,
    way,
    setWay,
    draft,
    setDraft: setChanged,
    sketching,
    isKept,
    assessing,
    hasPoints,
    loss,
  }
}

/** The same value for as long as it says the same. */
function useSame(words: Draft | null): Draft | null {
  const said = JSON.stringify(words)
  return useMemo(() => JSON.parse(said) as Draft | null, [said])
}
