import { useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import { beginMeasure, carriedOver, type MeasureDraft } from './measure-draft.ts'
import type { MeasureAsked } from './send-measure.ts'

/** A measure as it is being written. */
export interface WrittenMeasure {
  draft: MeasureDraft
  words: string
}

type Kept = Readonly<Record<string, WrittenMeasure>>

const keyOf = ({ deed, proposalId }: MeasureAsked) => proposalId ?? deed

/** As it was left, over the works of the case as it is asked for now; or as one begins. */
function goneOn(kept: Kept, asked: MeasureAsked): WrittenMeasure {
  const { works, causeWorksId } = asked.room
  const { draft, words = '' } = kept[keyOf(asked)] ?? {}
  return { draft: draft ? carriedOver(draft, works, causeWorksId) : beginMeasure(works, causeWorksId), words }
}

/**
 * Measures of a case while they are drawn up, in a dialog or on the map. Each is asked for with the room as it was seen
 * then; what is written stays where its dialog is left, or its proposal is answered by somebody else.
 */
export function useMeasuring() {
  const [asked, setAsked] = useState<MeasureAsked | null>(null)
  /** The works that another route is being drawn for. */
  const [drawnId, setDrawnId] = useState<string | null>(null)
  const [kept, setKept] = useState<Kept>({})
  const leave = () => {
    setAsked(null)
    setDrawnId(null)
  }
  return {
    asked,
    ask: setAsked,
    drawnId,
    draw: setDrawnId,
    /** What is written is gone on with over the room as it is now. */
    adopt: (room: Case) => setAsked((now) => now && { ...now, room }),
    leave,
    written: (of: MeasureAsked) => goneOn(kept, of),
    write(of: MeasureAsked, change: (now: WrittenMeasure) => WrittenMeasure) {
      setKept((now) => ({ ...now, [keyOf(of)]: change(goneOn(now, of)) }))
    },
    sent(of: MeasureAsked) {
      setKept(({ [keyOf(of)]: _, ...others }) => others)
      leave()
    },
    hasWords: Object.values(kept).some(({ words }) => words.trim() !== ''),
  }
}

export type Measuring = ReturnType<typeof useMeasuring>
