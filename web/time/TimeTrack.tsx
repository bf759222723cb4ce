import { type PointerEvent, useRef } from 'react'
import type { Period } from '../../server/time/contract.ts'
import { addDays, addMonths, dayNumber, daysOf } from '../../server/time/rules.ts'
import { fullDay, monthTick } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useDisplay } from '../settings/use-display.ts'
import { useHistogram } from './queries.ts'
import { useTimeWindow } from './use-window.tsx'
import { WeekBars } from './WeekBars.tsx'
import { dayAtShare, domainOf, type Handle, monthTicks, moveHandle, shareOf } from './window.ts'

const mostMonths = 9

const percent = (share: number) => `${(share * 100).toFixed(3)}%`

/** The day a key brings a handle to, or nothing where the key is not ours. `later` is the arrow that points forward. */
function keyedDay(key: string, day: string, later: 'ArrowLeft' | 'ArrowRight', domain: Period): string | null {
  if (key === later || key === 'ArrowUp') return addDays(day, 1)
  if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowDown') return addDays(day, -1)
  if (key === 'PageUp') return addMonths(day, 1)
  if (key === 'PageDown') return addMonths(day, -1)
  if (key === 'Home') return domain.start
  return key === 'End' ? domain.end : null
}

/** Pulling the window or one of its ends along the track, whose days stand still meanwhile. */
function useTrackDrag() {
  const { language } = useSpeech()
  const { today, window, settled, preview, commit } = useTimeWindow()
  const track = useRef<HTMLDivElement>(null)
  const drag = useRef<{ handle: Handle; grip: number; domain: Period } | null>(null)
  const domain = drag.current?.domain ?? domainOf(settled, today)

  function shareUnder(event: PointerEvent): number {
    const box = track.current?.getBoundingClientRect()
    if (!box) return 0
    const fromLeft = (event.clientX - box.left) / box.width
    return language === 'ar' ? 1 - fromLeft : fromLeft
  }

  function grab(event: PointerEvent, handle: Handle) {
    event.preventDefault()
    event.stopPropagation()
    track.current?.setPointerCapture(event.pointerId)
    drag.current = { handle, grip: shareUnder(event) - shareOf(window.start, domain), domain }
  }

  function dragged(event: PointerEvent) {
    const held = drag.current
    if (!held) return
    const share = shareUnder(event) - (held.handle === 'both' ? held.grip : 0)
    preview(moveHandle(window, held.handle, dayAtShare(share, held.domain)))
  }

  function released() {
    if (drag.current) commit(window)
    drag.current = null
  }

  return { track, domain, grab, dragged, released }
}

export function TimeTrack() {
  const { language, say } = useSpeech()
  const { today, window } = useTimeWindow()
  const { calendar } = useDisplay()
  const { track, domain, grab, dragged, released } = useTrackDrag()
  const weeks = useHistogram(domain).data?.weeks ?? []
  const start = shareOf(window.start, domain)
  const end = shareOf(addDays(window.end, 1), domain)
  return (
    <div className="track" ref={track} onPointerMove={dragged} onPointerUp={released} onPointerCancel={released}>
      <WeekBars weeks={weeks} domain={domain} window={window} />
      <div
        className="track-now"
        style={{ insetInlineStart: percent(shareOf(today, domain)) }}
        title={say('time.today')}
      />
      <div
        className="track-window"
        style={{ insetInlineStart: percent(start), width: percent(end - start) }}
        onPointerDown={(event) => grab(event, 'both')}
      />
      <TrackHandle handle="start" share={start} domain={domain} onGrab={(event) => grab(event, 'start')} />
      <TrackHandle handle="end" share={end} domain={domain} onGrab={(event) => grab(event, 'end')} />
      <div className="track-months" aria-hidden="true">
        {monthTicks(domain, mostMonths, calendar).map((month) => (
          <span key={month} style={{ insetInlineStart: percent(shareOf(month, domain)) }}>
            {monthTick(month, language)}
          </span>
        ))}
      </div>
    </div>
  )
}

interface TrackHandleProps {
  handle: 'start' | 'end'
  /** Where on the track it stands. */
  share: number
  domain: Period
  onGrab: (event: PointerEvent) => void
}

/** One end of the window: pulled, or moved by keys. */
function TrackHandle({ handle, share, domain, onGrab }: TrackHandleProps) {
  const { language, say } = useSpeech()
  const { window, commit } = useTimeWindow()
  return (
    <button
      type="button"
      role="slider"
      className="track-handle"
      style={{ insetInlineStart: percent(share) }}
      aria-label={handle === 'start' ? say('time.from') : say('time.to')}
      aria-valuemin={0}
      aria-valuemax={daysOf(domain) - 1}
      aria-valuenow={dayNumber(window[handle]) - dayNumber(domain.start)}
      aria-valuetext={fullDay(window[handle], language)}
      onPointerDown={onGrab}
      onKeyDown={(event) => {
        const day = keyedDay(event.key, window[handle], language === 'ar' ? 'ArrowLeft' : 'ArrowRight', domain)
        if (!day) return
        event.preventDefault()
        commit(moveHandle(window, handle, day))
      }}
    />
  )
}
