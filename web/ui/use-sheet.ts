import { type CSSProperties, createContext, type PointerEvent, useContext, useEffect, useRef, useState } from 'react'
import { heightOf, type Stop, stopNear } from './sheet.ts'

/** A finger that moved less than this has pressed the handle, not dragged it. */
const stillPixels = 6

const SheetContext = createContext<(stop: Stop) => void>(() => undefined)
export const SheetProvider = SheetContext.Provider

/** Moves the sheet that one stands in, so that the map can be reached. */
export function useMoveSheet(): (stop: Stop) => void {
  return useContext(SheetContext)
}

/** A drawer or list that is a sheet on a phone: at which stop it stands, and what drags it. Elsewhere it has no effect. */
export function useSheet(subject: string | undefined, opens: Stop = 'half') {
  const [stop, setStop] = useState<Stop>(opens)
  const [height, setHeight] = useState<number | null>(null)
  const drag = useRef<{ from: number; height: number; room: number; moved: boolean } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject opens anew
  useEffect(() => setStop(opens), [subject])

  function grabbed(event: PointerEvent<HTMLElement>) {
    const sheet = event.currentTarget.closest<HTMLElement>('.sheet')
    const room = document.querySelector('.stage')?.clientHeight ?? window.innerHeight
    if (!sheet) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: event.clientY, height: sheet.clientHeight, room, moved: false }
  }

  function moved(event: PointerEvent<HTMLElement>) {
    const held = drag.current
    if (!held) return
    const way = held.from - event.clientY
    held.moved ||= Math.abs(way) > stillPixels
    if (held.moved) setHeight(Math.min(Math.max(held.height + way, heightOf('peek', held.room)), held.room))
  }

  function released() {
    const held = drag.current
    drag.current = null
    if (!held) return
    if (!held.moved) setStop(stop === 'half' ? 'full' : 'half')
    else if (height !== null) setStop(stopNear(height, held.room))
    setHeight(null)
  }

  return {
    sheet: {
      'data-stop': stop,
      'data-dragged': height !== null || undefined,
      style: height === null ? undefined : ({ '--sheet': `${height}px` } as CSSProperties),
    },
    grip: {
      stop,
      onStop: setStop,
      handle: { onPointerDown: grabbed, onPointerMove: moved, onPointerUp: released, onPointerCancel: released },
    },
  }
}
