import { createContext, useContext, useEffect } from 'react'
import type { EventName } from './draft.ts'

/** What a key of a page asks for: the approval or, once approved, the permit; or that it is returned. */
export type KeyedDeed = 'decide' | 'return'

/** Of one works alone: what was asked of one application is not done to the next. */
export interface Keyed {
  deed: KeyedDeed
  id: string
}

interface AskedDeed {
  /** Its dialog is to be opened, and nothing done. */
  asked: Keyed | null
  onTaken: () => void
}

export const AskedDeedContext = createContext<AskedDeed>({ asked: null, onTaken: () => undefined })

/** At most one of them is possible at once. */
const decided: readonly EventName[] = ['approve', 'grant']

interface Possible {
  worksId: string
  events: readonly EventName[]
  /** Whether these are all, as they are now. */
  areKnown: boolean
}

/** The event of this works that a key has asked for. It is forgotten where there is none, so that it does not come later. */
export function useKeyedEvent({ worksId, events, areKnown }: Possible) {
  const { asked, onTaken } = useContext(AskedDeedContext)
  const isHere = asked?.id === worksId
  const fits = (event: EventName) => (asked?.deed === 'decide' ? decided.includes(event) : event === asked?.deed)
  const event = isHere ? (events.find(fits) ?? null) : null
  const isVain = isHere && areKnown && event === null
  useEffect(() => {
    if (isVain) onTaken()
  }, [isVain, onTaken])
  return { event, onTaken }
}
