import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { Visit } from '../../../server/inspections/visits/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { OnMap } from '../../map/on-map.tsx'
import { boldFont } from '../../map/style.ts'
import { usePalette } from '../../map/use-palette.ts'
import { useTimeWindow } from '../../time/use-window.tsx'
import { isOpen } from './open.ts'

/** The visits of the list: late ones red and marked, those that somebody has taken hollow. */
export function VisitsOnMap({ visits }: { visits: readonly Visit[] }) {
  const { say } = useSpeech()
  const { today } = useTimeWindow()
  const { red, blue, lineHalo, label, halo } = usePalette()
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: visits.map(({ place, kind, dueOn, state }) => ({
        type: 'Feature',
        geometry: place,
        properties: {
          isLate: dueOn < today && isOpen(state),
          isTaken: state === 'taken',
          words: say(`inspection.kind.${kind}`),
        },
      })),
    }),
    [visits, today, say],
  )
  const nodes = useMemo(
    () => (
      <Source id="visits" type="geojson" data={data}>
        <Layer
          id="visits"
          type="circle"
          beforeId="slot-draft"
          // of two at one place the late one must be seen, and named
          layout={{ 'circle-sort-key': ['case', ['get', 'isLate'], 1, 0] }}
          paint={{
            'circle-radius': ['case', ['get', 'isLate'], 8, 7],
            'circle-color': ['case', ['get', 'isTaken'], lineHalo, ['get', 'isLate'], red, blue],
            'circle-stroke-color': ['case', ['!', ['get', 'isTaken']], lineHalo, ['get', 'isLate'], red, blue],
            'circle-stroke-width': 3,
          }}
        />
        <Layer
          id="visit-words"
          type="symbol"
          beforeId="slot-labels"
          minzoom={13}
          layout={{
            'symbol-sort-key': ['case', ['get', 'isLate'], 0, 1],
            'text-field': ['case', ['get', 'isLate'], ['concat', '! ', ['get', 'words']], ['get', 'words']],
            'text-font': boldFont,
            'text-size': 12,
            'text-offset': [0, 1.3],
            'text-anchor': 'top',
          }}
          paint={{ 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 1.6 }}
        />
      </Source>
    ),
    [data, red, blue, lineHalo, label, halo],
  )
  return <OnMap>{nodes}</OnMap>
}
