import { type PointerEvent, useRef, useState } from 'react'
import type { Period } from '../../../server/time/contract.ts'
import { daysOf, shift } from '../../../server/time/rules.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { fullDay, shortDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useSeenColour } from '../../map/use-palette.ts'
import { samePeriod } from '../../time/window.ts'
import { axisAround, cutOf, placeOn } from '../axis.ts'
import { sharedDays } from './outcome.ts'
import type { Side, Trial } from './use-trial.ts'

interface Bar {
  side: Side
  title: string
  agencyId: string
  stands: Period
  shown: Period
  /** May be dragged. */
  isTried: boolean
}

interface TrialGanttProps {
  trial: Trial
  movable: boolean
}

/** Both works on one axis: shared days hatched across both, the dates that are tried dashed over those that stand. */
export function TrialGantt({ trial, movable }: TrialGanttProps) {
  const { language, say } = useSpeech()
  const { own, other, side, stands, period } = trial
  const shown = trial.isSound ? period : stands
  const bars = [
    { side, title: own.title, agencyId: own.agencyId, stands, shown, isTried: movable },
    {
      side: side === 'A' ? ('B' as const) : ('A' as const),
      title: other.title,
      agencyId: other.agencyId,
      stands: other.period,
      shown: other.period,
      isTried: false,
    },
  ].sort((a, b) => (a.side < b.side ? -1 : 1))
  const [held, setHeld] = useState<Period | null>(null)
  const axis = held ?? axisAround([stands, shown, other.period], stands)
  const shared = sharedDays(shown, other.period)
  return (
    <figure className="gantt trial-gantt" aria-label={say('whatIf.gantt')}>
      <div className="gantt-rows">
        {bars.map((bar) => (
          <div key={bar.side} className="gantt-row">
            <span className="gantt-label" title={bar.title}>
              <b>{bar.side}</b> <bdi>{bar.title}</bdi>
            </span>
            <TrialTrack bar={bar} axis={axis} shared={shared} onHold={setHeld} onMove={trial.move} />
          </div>
        ))}
      </div>
      <figcaption>
        <span>{shortDay(axis.start, language)}</span>
        <span>{shortDay(axis.end, language)}</span>
      </figcaption>
      {shared ? (
        <p className="visually-hidden">
          {fullDay(shared.start, language)} – {fullDay(shared.end, language)}
        </p>
      ) : null}
    </figure>
  )
}

interface TrialTrackProps {
  bar: Bar
  axis: Period
  shared: Period | null
  /** The axis stands still while a bar is dragged along it. */
  onHold: (axis: Period | null) => void
  onMove: (period: Period) => void
}

function TrialTrack({ bar, axis, shared, onHold, onMove }: TrialTrackProps) {
  const { language, say } = useSpeech()
  const track = useRef<HTMLDivElement>(null)
  const grip = useRef<{ x: number; from: Period } | null>(null)
  const colour = useSeenColour()(useAgencies().byId.get(bar.agencyId)?.colour ?? '#4d5761')
  const isMoved = !samePeriod(bar.stands, bar.shown)

  function grab(event: PointerEvent) {
    if (!bar.isTried) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    grip.current = { x: event.clientX, from: bar.shown }
    onHold(axis)
  }
  function drag(event: PointerEvent) {
    if (!grip.current || !track.current) return
    const pixels = (event.clientX - grip.current.x) * (language === 'ar' ? -1 : 1)
    const days = Math.round((pixels / track.current.clientWidth) * daysOf(axis))
    onMove(shift(grip.current.from, days))
  }
  function drop() {
    grip.current = null
    onHold(null)
  }

  return (
    <div className="gantt-track" ref={track}>
      <i
        className={isMoved ? 'gantt-bar faint-bar' : 'gantt-bar'}
        data-cut={cutOf(axis, bar.stands)}
        style={{ ...placeOn(axis, bar.stands), background: colour }}
      />
      <i
        className={isMoved ? 'gantt-bar tried-bar' : 'gantt-bar'}
        data-cut={cutOf(axis, bar.shown)}
        data-grip={bar.isTried || undefined}
        data-testid={bar.isTried ? 'tried-bar' : undefined}
        title={
          bar.isTried
            ? say('whatIf.drag')
            : `${fullDay(bar.shown.start, language)} – ${fullDay(bar.shown.end, language)}`
        }
        style={{ ...placeOn(axis, bar.shown), ...(isMoved ? { borderColor: colour } : { background: colour }) }}
        onPointerDown={grab}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
      />
      {shared ? <i className="gantt-shared" style={placeOn(axis, shared)} /> : null}
    </div>
  )
}
