import type { Assessment } from '../../server/coordination/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useHeldClicks } from '../map/picking.tsx'
import { DrawBar } from '../sketch/DrawBar.tsx'
import { SketchOnMap } from '../sketch/SketchOnMap.tsx'
import type { Shape } from '../sketch/sketch.ts'
import { useDrawKeys } from '../sketch/use-draw-keys.ts'
import { CrossHair } from '../sketch/ways/CrossHair.tsx'
import { Ways } from '../sketch/ways/Ways.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { SettledNote } from './draw/SettledNote.tsx'
import { SpokenSketch } from './draw/SpokenSketch.tsx'
import type { RoutePen } from './use-route-pen.ts'

interface RoutePartProps {
  pen: RoutePen
  /** Asks first, where something drawn would be lost. */
  beforeClearing: (act: () => void) => void
}

/** In the drawer of a works that is changed: the pen for its route, and the ways to draw it. */
export function RoutePart({ pen, beforeClearing }: RoutePartProps) {
  const { say } = useSpeech()
  const { isOut, isChanged, sketching } = pen
  const carefully = (act: () => void) => (isChanged ? beforeClearing(act) : act())
  if (!isOut)
    return (
      <button type="button" className="button" onClick={pen.take}>
        <Icon name="pen" size={16} />
        {say('edit.route')}
      </button>
    )
  const begin = (shape: Shape) => sketching.stroke({ stroke: 'begin', shape })
  return (
    <>
      <p className="form-note">{say('edit.routeHow')}</p>
      <Segmented
        label={say('draw.shape')}
        value={sketching.sketch.shape}
        onChange={(next) => next !== sketching.sketch.shape && carefully(() => begin(next))}
        options={[
          { value: 'line', label: say('draw.line'), icon: 'route' },
          { value: 'area', label: say('draw.area'), icon: 'area' },
        ]}
      />
      <Ways way={pen.way} onWay={pen.setWay} sketching={sketching} />
      <SettledNote settled={sketching.settling} />
      <button type="button" className="button" onClick={() => carefully(pen.putAway)}>
        {say('edit.routeStays')}
      </button>
    </>
  )
}

interface RouteOnMapProps extends RoutePartProps {
  assessment: Assessment | undefined
  working: boolean
  onLeave: () => void
}

/** The pen in hand, on the map: its points, its keys, its bar. */
export function RouteOnMap({ pen, assessment, working, beforeClearing, onLeave }: RouteOnMapProps) {
  const { map, way, sketching } = pen
  const { undo, redo, finish, clear } = sketching
  useHeldClicks(true)
  useDrawKeys({ undo, redo, finish, escape: onLeave })
  return (
    <>
      <SketchOnMap sketching={sketching} />
      {way === 'cross' && map ? <CrossHair map={map} sketching={sketching} /> : null}
      <DrawBar
        sketching={sketching}
        lengthMetres={assessment?.lengthMetres}
        clear={() => (pen.isChanged ? beforeClearing(clear) : clear())}
      />
      <SpokenSketch sketching={sketching} assessment={assessment} working={working} />
    </>
  )
}
