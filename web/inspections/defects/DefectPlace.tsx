import type { Defect } from '../../../server/inspections/defects/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useFlyTo } from '../../map/held-map.ts'
import { writePlace } from '../../sketch/ways/read-places.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useMoveSheet } from '../../ui/use-sheet.ts'
import { middleOf } from './place.ts'

/** Where it is, for whoever has to go there: on the map, which a sheet covers on a phone, and in the way-finder of the device. */
export function DefectPlace({ place }: Pick<Defect, 'place'>) {
  const { say } = useSpeech()
  const flyTo = useFlyTo()
  const moveSheet = useMoveSheet()
  const middle = middleOf(place)
  const written = writePlace(middle)
  return (
    <span className="defect-place">
      <span>{say(`defect.place.${place.type}`)}</span>
      <a className="link" href={`geo:${written.replace(/\s/g, '')}`} title={say('defect.wayThere')}>
        <bdi dir="ltr">{written}</bdi>
      </a>
      <button
        type="button"
        className="link"
        onClick={() => {
          moveSheet('half')
          flyTo(middle)
        }}
      >
        <Icon name="map" size={14} /> {say('defect.onMap')}
      </button>
    </span>
  )
}
