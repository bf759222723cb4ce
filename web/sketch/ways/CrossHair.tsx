import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useSpeech } from '../../i18n/language.tsx'
import { useCovered } from '../../map/held-map.ts'
import { Icon } from '../../ui/Icon.tsx'
import { round, snapToStreet } from '../snap.ts'
import type { Sketching } from '../use-sketch.ts'

/** Pixels that an arrow moves the map by; with Shift, one. */
const stepPixels = 40

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** A cross in the middle of what can be seen of the map: arrows move the map beneath it, Space or the button puts a point where it stands. */
export function CrossHair({ map, sketching }: { map: MapLibreMap; sketching: Sketching }) {
  const { say } = useSpeech()
  const { setHovering, following, snapping } = sketching
  const { place } = following
  const { isOn: isSnapping } = snapping
  const { top, bottom } = useCovered(map)
  const under = useCallback(() => {
    const { width, height } = map.getCanvas().getBoundingClientRect()
    const middle = { x: width / 2, y: (top + height - bottom) / 2 }
    const snap = isSnapping ? snapToStreet(map, middle) : null
    const { lng, lat } = map.unproject([middle.x, middle.y])
    return {
      vertex: { place: snap?.place ?? ([round(lng), round(lat)] as [number, number]), loose: snap !== null },
      snap,
    }
  }, [map, top, bottom, isSnapping])
  const put = useCallback(() => void place(under().vertex), [place, under])
  const latest = useRef(put)
  latest.current = put
  useEffect(() => {
    const look = () => setHovering((before) => ({ ...before, ...under() }))
    look()
    const heard = [map.on('move', look), map.on('idle', look)]
    return () => {
      for (const one of heard) one.unsubscribe()
      setHovering((before) => ({ ...before, vertex: null, snap: null }))
    }
  }, [map, under, setHovering])
  useEffect(() => {
    const canvas = map.getCanvas()
    const pressed = (event: KeyboardEvent) => {
      const arrow = arrows[event.key]
      if (event.key !== ' ' && !arrow) return
      event.preventDefault()
      event.stopPropagation()
      if (!arrow) return latest.current()
      const step = event.shiftKey ? 1 : stepPixels
      map.panBy([arrow[0] * step, arrow[1] * step], { duration: 0 })
    }
    canvas.addEventListener('keydown', pressed, { capture: true })
    canvas.focus()
    return () => canvas.removeEventListener('keydown', pressed, { capture: true })
  }, [map])
  return createPortal(
    <div className="cross-hair" style={{ insetBlock: `${top}px ${bottom}px` }}>
      <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
        <path d="M24 2v16M24 30v16M2 24h16M30 24h16" />
        <circle cx="24" cy="24" r="2.5" />
      </svg>
      <button type="button" className="button primary" onClick={put}>
        <Icon name="plus" />
        {say('way.put')}
        <kbd>{say('way.space')}</kbd>
      </button>
    </div>,
    map.getContainer(),
  )
}
