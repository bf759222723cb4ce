import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import type { Period } from '../../server/time/contract.ts'
import { useTimeWindow } from './use-window.tsx'
import { domainOf, moveHandle, weekLater } from './window.ts'

/** A week of the city in a second of the reader. */
const tempo = 1000

export interface Play {
  playing: boolean
  /** Nothing moves by itself: each press is a week. */
  byStep: boolean
  pressed: () => void
  /** The reader takes the window in hand. */
  interrupt: (event: SyntheticEvent) => void
}

/** Moves the window forward as long as it plays. Only the map follows until it stops: then it becomes the page's. */
export function usePlay(): Play {
  const { today, window, settled, preview, commit } = useTimeWindow()
  const [playing, setPlaying] = useState(false)
  const [byStep] = useState(() => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false)
  const domain = domainOf(settled, today)
  const latest = useRef({ window, domain, preview, commit })
  latest.current = { window, domain, preview, commit }

  useEffect(() => {
    if (!playing) return
    const stop = () => setPlaying(false)
    const timer = setInterval(() => {
      const next = weekLater(latest.current.window, latest.current.domain)
      if (next) latest.current.preview(next)
      else stop()
    }, tempo)
    document.addEventListener('visibilitychange', stop)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', stop)
      latest.current.commit(latest.current.window)
    }
  }, [playing])

  /** A week on; from where the bar begins, once it has been played to its end. */
  const nextOf = (from: Period) => weekLater(from, domain) ?? moveHandle(from, 'both', domain.start)
  return {
    playing,
    byStep,
    pressed() {
      if (byStep) return commit(nextOf(window))
      if (!playing) preview(nextOf(window))
      setPlaying(!playing)
    },
    interrupt({ target }) {
      if (playing && target instanceof Element && !target.closest('.play')) setPlaying(false)
    },
  }
}
