import { type Query, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type ChangeKind, changeKinds } from '../../server/live/contract.ts'
import { isHeld } from '../agencies/ended.ts'
import { get } from '../api.ts'
import { useHeldMap } from '../map/held-map.ts'
import { refreshTiles, touchTiles } from '../map/tiles.ts'
import { followChanges } from './follow.ts'
import { paced } from './paced.ts'
import { knownKinds, shownOf } from './shown.ts'
import { watchAlone } from './watch-alone.ts'

/** Changes that come quickly one after another are shown together; a promise of two seconds leaves so much. */
const pauseMilliseconds = 1000
const wholeMilliseconds = 30_000

/** Lists that are read whole, thousands of rows: not all of them anew for each change by anybody. */
const isWhole = ({ queryKey }: Query) => queryKey[0] === 'works' && queryKey[1] === 'mine'

type Show = (kinds: readonly ChangeKind[], isKnown: boolean) => void

/**
 * Reads and draws again what these kinds are shown in, where it stands: selection, scroll and forms are not touched.
 * `isKnown`: they have changed; else they only may have.
 */
function useShowing(): Show {
  const client = useQueryClient()
  const map = useHeldMap()
  const [whole] = useState(() => paced(wholeMilliseconds, () => client.invalidateQueries({ predicate: isWhole })))
  useEffect(() => whole.end, [whole])
  return (kinds, isKnown) => {
    const { read, layers } = shownOf(kinds)
    for (const key of read)
      void client.invalidateQueries({ queryKey: [key], predicate: (one) => !isWhole(one) || !one.isActive() })
    if (read.includes('works')) whole.ask()
    // tiles would come as to a guest; they are asked for again once it is known who goes on
    if (isHeld()) return
    // browsers keep streets for a while: only another address brings the new ones, and every tile with them
    if (isKnown && layers.includes('streets')) touchTiles()
    else if (map) refreshTiles(map, layers)
  }
}

/** Gathers changes, and shows them at most once in a pause: the first of them at once. */
function useGathered(show: { readonly current: Show }): (kinds: readonly ChangeKind[]) => void {
  const [gathered] = useState(() => ({ kinds: new Set<ChangeKind>(), shownAt: 0, timer: 0 }))
  useEffect(() => () => window.clearTimeout(gathered.timer), [gathered])
  return (kinds) => {
    for (const kind of kinds) gathered.kinds.add(kind)
    window.clearTimeout(gathered.timer)
    const wait = Math.max(0, gathered.shownAt + pauseMilliseconds - performance.now())
    gathered.timer = window.setTimeout(() => {
      const all = [...gathered.kinds]
      gathered.kinds.clear()
      gathered.shownAt = performance.now()
      show.current(all, true)
    }, wait)
  }
}

/** What others change appears by itself. Gives whether the server has been out of reach for more than a moment. */
export function useLive(): { isLost: boolean } {
  const [isConnected, setConnected] = useState(true)
  const [isLost, setLost] = useState(false)
  const show = useRef<Show>(() => undefined)
  show.current = useShowing()
  const gather = useRef<(kinds: readonly ChangeKind[]) => void>(() => undefined)
  gather.current = useGathered(show)
  useEffect(
    () =>
      followChanges({
        changed: (kinds) => gather.current(knownKinds(kinds)),
        refresh: () => gather.current(changeKinds),
        connected: setConnected,
      }),
    [],
  )
  useEffect(() => {
    if (isConnected) return setLost(false)
    return watchAlone({
      isThere: async () => (await get('/api/health')).ok,
      lost: setLost,
      readAgain: () => show.current(changeKinds, false),
    })
  }, [isConnected])
  return { isLost }
}
