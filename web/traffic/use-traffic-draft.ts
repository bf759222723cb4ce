import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Lines, Route } from '../../server/geo/contract.ts'
import type { Period } from '../../server/time/contract.ts'
import type { Closure, Works } from '../../server/works/contract.ts'
import { withinPeriod } from '../../server/works/diversions/rules.ts'
import { mayLeadTraffic } from '../../server/works/rules.ts'
import { type Answer, answered, type Problem, write } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { isReason } from '../permits/reason.ts'
import { hasMovedOn } from '../permits/use-deed.ts'
import { useAssessment } from '../works/draw/use-assessment.ts'
import { onto } from '../works/newer.ts'

export interface DraftDiversion {
  line: Lines
  period: Period | null
}

export interface TrafficDraft {
  closure: Closure
  diversions: readonly DraftDiversion[]
}

function draftOf({ closure, diversions, period }: Works): TrafficDraft {
  return {
    closure,
    diversions: withinPeriod(diversions, period).map(({ line, period: part }) => ({ line, period: part })),
  }
}

/** Who has applied amends, and says why. */
export function isAmending(works: Works): boolean {
  return !mayLeadTraffic(works)
}

/** What an amendment makes another. */
function amendedIn(
  draft: TrafficDraft,
  seen: Works,
): Omit<Partial<TrafficDraft>, 'diversions'> & { diversions?: DraftDiversion[] } {
  const before = draftOf(seen)
  const isOther = (member: keyof TrafficDraft) => JSON.stringify(draft[member]) !== JSON.stringify(before[member])
  return {
    ...(isOther('closure') ? { closure: draft.closure } : {}),
    ...(isOther('diversions') ? { diversions: [...draft.diversions] } : {}),
  }
}

function send(seen: Works, draft: TrafficDraft, reason: string): Promise<Answer<unknown>> {
  const { id, version } = seen
  return isAmending(seen)
    ? write('POST', `/api/works/${id}/amendments`, { version, reason: reason.trim(), ...amendedIn(draft, seen) })
    : write('PUT', `/api/works/${id}/diversions`, { version, ...draft })
}

/** What a works closes and where it leads traffic while it is changed: against the version that was seen first. */
export function useTrafficDraft(works: Works, onStored: () => void) {
  const { language } = useSpeech()
  const client = useQueryClient()
  const [seen, setSeen] = useState(works)
  const [draft, setDraft] = useState(() => draftOf(works))
  const asked = useMemo(() => {
    const { id: worksId, category, route, period, trafficImpact, trenchWidthMetres, connections, projectId } = seen
    return {
      worksId,
      category,
      route: route as Route,
      period,
      trafficImpact,
      closure: draft.closure,
      diversions: [...draft.diversions],
      ...(trenchWidthMetres ? { trenchWidthMetres } : {}),
      ...(connections ? { connections } : {}),
      ...(projectId ? { projectId } : {}),
    }
  }, [draft, seen])
  const assessing = useAssessment(asked, language)
  const [reason, setReason] = useState('')
  const save = useMutation<unknown, Problem>({
    mutationFn: () => answered(send(seen, draft, reason)),
    onSuccess: async () => {
      touchTiles()
      await Promise.all(['works', 'procedure'].map((key) => client.invalidateQueries({ queryKey: [key] })))
      onStored()
    },
    // until it is read again, nobody can say what has changed
    onError: (problem) => (hasMovedOn(problem) ? client.invalidateQueries({ queryKey: ['works'] }) : undefined),
  })
  const newer = works.version > seen.version && !save.isPending ? works : null
  const adopt = () => {
    setDraft((written) => onto(written, draftOf(seen), draftOf(works)))
    setSeen(works)
    save.reset()
  }
  const change = (more: Partial<TrafficDraft>) => setDraft((before) => ({ ...before, ...more }))
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(seen))
  /** What a permit would cost more with it; null of a works without one. */
  const priced = isAmending(seen) && seen.permitNumber !== null ? amendedIn(draft, seen) : null
  const isReady = isChanged && (!isAmending(seen) || isReason(reason))
  const isOld = newer !== null || hasMovedOn(save.error)
  return { seen, newer, isOld, adopt, draft, change, isChanged, priced, reason, setReason, isReady, assessing, save }
}
