import { useCallback, useEffect, useRef, useState } from 'react'
import { type AreaOffer, type AreaRefusal, offerOf, takeArea } from './area.ts'
import type { Bounds, StoreTrouble } from './contract.ts'

export type Taking =
  | { step: 'choose' }
  | { step: 'asking' }
  | { step: 'refused'; why: AreaRefusal }
  | { step: 'offered'; offer: AreaOffer }
  | { step: 'taking'; through: number; tiles: number }
  | { step: 'taken' }
  | { step: 'former'; stays: 'map' | 'area' }
  | { step: 'troubled'; trouble: StoreTrouble }

/** From the choice of an area to its lying on this phone: first what it weighs, then the fetching, which can be stopped. */
export function useTaking(userId: string) {
  const [taking, setTaking] = useState<Taking>({ step: 'choose' })
  const [stopping, setStopping] = useState(() => new AbortController())
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  useEffect(() => () => stopping.abort(), [stopping])

  const begin = useCallback(() => {
    const controller = new AbortController()
    setStopping(controller)
    return controller.signal
  }, [])
  const show = (signal: AbortSignal, next: Taking) => {
    if (isHere.current && !signal.aborted) setTaking(next)
  }

  const ask = async (bounds: Bounds) => {
    const signal = begin()
    setTaking({ step: 'asking' })
    const answer = await offerOf(bounds, signal).catch(() => null)
    if (answer) show(signal, 'area' in answer ? { step: 'offered', offer: answer } : { step: 'refused', why: answer })
  }
  const take = async (offer: AreaOffer) => {
    const signal = begin()
    const tiles = offer.tiles
    setTaking({ step: 'taking', through: 0, tiles })
    const { trouble, former } = await takeArea(
      userId,
      offer,
      (through) => show(signal, { step: 'taking', through, tiles }),
      signal,
    )
    const done: Taking = former ? { step: 'former', stays: former } : { step: 'taken' }
    show(signal, trouble ? { step: 'troubled', trouble } : done)
  }
  const stop = () => {
    stopping.abort()
    setTaking({ step: 'choose' })
  }
  return { taking, ask, take, stop }
}
