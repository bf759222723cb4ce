import '../sketch.css'
import { Activity } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { isTouched } from '../../ui/touched.ts'
import { useMoveSheet } from '../../ui/use-sheet.ts'
import type { Sketching } from '../use-sketch.ts'
import { CoordinateWay } from './CoordinateWay.tsx'
import { StreetWay } from './StreetWay.tsx'

export const ways = ['pointer', 'streets', 'coordinates', 'cross'] as const
export type Way = (typeof ways)[number]

interface WaysProps {
  way: Way
  onWay: (way: Way) => void
  sketching: Sketching
}

/** Ways to the same drawing: by pointer, or without one. */
export function Ways({ way, onWay, sketching }: WaysProps) {
  const { say } = useSpeech()
  const { sketch, stroke } = sketching
  const moveSheet = useMoveSheet()
  const choose = (next: Way) => {
    onWay(next)
    // on a phone the cross needs the room that the sheet takes
    if (next === 'cross') moveSheet('peek')
  }
  return (
    <>
      <Segmented
        label={say('way.title')}
        value={way}
        onChange={choose}
        options={ways.map((value) => ({ value, label: say(`way.by.${value}`) }))}
      />
      {/* the street that was chosen, and the stretch of it, outlast a look at another way */}
      <Activity mode={way === 'streets' ? 'visible' : 'hidden'}>
        <StreetWay stroke={stroke} />
      </Activity>
      {way === 'coordinates' ? <CoordinateWay sketch={sketch} stroke={stroke} /> : null}
      {way === 'cross' ? (
        <p className="form-note">{say(isTouched() ? 'way.crossHowTouched' : 'way.crossHow')}</p>
      ) : null}
    </>
  )
}
