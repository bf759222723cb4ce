import { useCallback, useEffect, useState } from 'react'
import { listen } from '../store/told.ts'
import type { InspectionDraft } from './draft.ts'
import { DraftKeeper, type DraftTrouble, type ToldOfDraft } from './draft-keeper.ts'
import type { Origin } from './use-draft.ts'

/** Another window is at the same draft: what it keeps is taken over here. `both`: what was changed in both at once. */
export interface Elsewhere {
  both: readonly string[]
}

export interface Keeping {
  isKept: boolean
  trouble: DraftTrouble | null
  elsewhere: Elsewhere | null
  /** Nothing was kept elsewhere that is not here: asked before it is signed. */
  isLatest: () => Promise<boolean>
  stop: () => Promise<void>
}

interface InHand extends Pick<ToldOfDraft, 'onFiles' | 'onFreed'> {
  draft: InspectionDraft
  change: (next: (draft: InspectionDraft) => InspectionDraft) => void
}

/** Keeps what is in hand with each change, together with what another window keeps of it. */
export function useKeeping(
  { key, userId, sheet, first }: Origin,
  { draft, change, onFreed, onFiles }: InHand,
): Keeping {
  const [kept, setKept] = useState(draft)
  const [trouble, setTrouble] = useState<DraftTrouble | null>(null)
  const [elsewhere, setElsewhere] = useState<Elsewhere | null>(null)
  const [keeper] = useState(() => {
    const onJoined: ToldOfDraft['onJoined'] = (join, both) => {
      change(join)
      setElsewhere((said) => ({ both: [...new Set([...(said?.both ?? []), ...both])] }))
    }
    const told = { onKept: setKept, onTrouble: setTrouble, onJoined, onFiles, onFreed }
    return new DraftKeeper({ key, userId, sheet, first: { draft, edition: first.edition ?? null } }, told)
  })
  const [begun] = useState(draft)
  useEffect(() => {
    if (draft !== begun) keeper.keep(draft)
  }, [keeper, begun, draft])
  useEffect(() => {
    const unheard = listen((news) => void (news === 'drafts' && keeper.look(true)))
    const seen = () => void (document.visibilityState === 'visible' && keeper.look(false))
    document.addEventListener('visibilitychange', seen)
    return () => {
      unheard()
      document.removeEventListener('visibilitychange', seen)
    }
  }, [keeper])
  const isLatest = useCallback(() => keeper.isLatest(), [keeper])
  const stop = useCallback(() => keeper.stop(), [keeper])
  return { isKept: kept === draft, trouble, elsewhere, isLatest, stop }
}
