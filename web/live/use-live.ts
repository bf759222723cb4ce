import { type Query, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type ChangeKind, changeKinds } from '../../server/live/contract.ts'
import { get } from '../api.ts'
import { useHeldMap } from '../map/held-map.ts'
import { refreshTiles, touchTiles } from '../map/tiles.ts'
import { followChanges } from './follow.ts'
import { knownKinds, shownOf } from './shown.ts'

/** Changes that come quickly one after another are shown together; a promise of two seconds leaves so much. */
const pauseMilliseconds = 1000
const wholeMilliseconds = 30_000
/** So long without a connection is a break, and not a hiccup. */
const breakMilliseconds = 4000

/** Reads and draws again what these kinds are shown in, where it stands: selection, scroll and forms are not touched. */
function useShowing(): (kinds: readonly ChangeKind[]) => void {
  const client = useQueryClient()
  const map = useHeldMap()
  const wholeAt = useRef(0)
  return (kinds) => {
    const { read, layers } = shownOf(kinds)
    // lists that are read whole are thousands of rows: not all of them anew for each change by anybody
    const isTime = performance.now() - wholeAt.current > wholeMilliseconds
    if (isTime) wholeAt.current = performance.now()
    const isWhole = ({ queryKey }: Query) => queryKey[1] === 'mine'
    for (const key of read)
      void client.invalidateQueries({ queryKey: [key], predicate: (one) => isTime || !isWhole(one) })
    // browsers keep streets for a while: only another address brings the new ones
    if (layers.includes('streets')) touchTiles()
    else if (map) refreshTiles(map, layers)
  }
}

/** Gathers changes, and shows them at most once in a pause: the first of them at once. */
function useGathered(): (kinds: readonly ChangeKind[]) => void {
  const show = useRef<(kinds: readonly ChangeKind[]) => void>(() => undefined)
  show.current = useShowing()
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
      show.current(all)
    }, wait)
  }
}

/** What others change appears by itself. Gives whether the server has been out of reach for more than a moment. */
export function useLive(): { isLost: boolean } {
  const [isConnected, setConnected] = useState(true)
  const [isLost, setLost] = useState(false)
  const gather = useRef<(kinds: readonly ChangeKind[]) => void>(() => undefined)
  gather.current = useGathered()
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
    // a server that is there and refuses only the stream is asked for everything now and then
    const look = setInterval(async () => {
      const health = await get('/api/health')
      setLost(!health.ok)
      if (health.ok) gather.current(changeKinds)
    }, breakMilliseconds)
    return () => clearInterval(look)
  }, [isConnected])
  return { isLost }
}
