import '../sketch.css'
import { Activity } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { useFlyTo } from '../../map/held-map.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import type { Stop } from '../../ui/sheet.ts'
import { isTouched } from '../../ui/touched.ts'
import { useMoveSheet } from '../../ui/use-sheet.ts'
import type { Stroke } from '../sketch.ts'
import type { Sketching } from '../use-sketch.ts'
import { CoordinateWay } from './CoordinateWay.tsx'
import { StreetWay } from './StreetWay.tsx'

export const ways = ['pointer', 'streets', 'coordinates', 'cross'] as const
export type Way = (typeof ways)[number]

/** On a phone the cross needs the room that the sheet takes, and what is typed the room that the map takes. */
const stops: Record<Way, Stop> = { pointer: 'half', streets: 'full', coordinates: 'full', cross: 'peek' }

interface WaysProps {
  way: Way
  onWay: (way: Way) => void
  sketching: Sketching
}

/** Ways to the same drawing: by pointer, or without one. */
export function Ways({ way, onWay, sketching }: WaysProps) {
  const { say } = useSpeech()
  const { sketch } = sketching
  const flyTo = useFlyTo()
  const moveSheet = useMoveSheet()
  const choose = (next: Way) => {
    onWay(next)
    moveSheet(stops[next])
  }
  /** What is not drawn by pointing may lie anywhere: the map comes along, and on a phone out from under the sheet. */
  const stroke = (next: Stroke) => {
    sketching.stroke(next)
    if (next.stroke !== 'add') return
    const places = next.vertices.map(({ place }) => place)
    moveSheet('half')
    const middle = places[Math.floor(places.length / 2)]
    if (middle) flyTo(middle, places)
  }
  return (
    <>
      <Segmented
        label={say('way.title')}
        value={way}
        onChange={choose}
        options={ways.map((value) => ({ value, label: say(`way.by.${value}`) }))}
      />
      {/* what was chosen or typed in one way outlasts a look at another */}
      <Activity mode={way === 'streets' ? 'visible' : 'hidden'}>
        <StreetWay stroke={stroke} />
      </Activity>
      <Activity mode={way === 'coordinates' ? 'visible' : 'hidden'}>
        <CoordinateWay sketch={sketch} stroke={stroke} isAway={way !== 'coordinates'} />
      </Activity>
      {way === 'cross' ? (
        <p className="form-note">{say(isTouched() ? 'way.crossHowTouched' : 'way.crossHow')}</p>
      ) : null}
    </>
  )
}
