import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import { OnMap } from '../map/on-map.tsx'
import { boldFont } from '../map/style.ts'
import { usePalette } from '../map/use-palette.ts'
import type { Place } from './coordinates.ts'

/** Where the search has led: without a mark, a map that has moved shows nothing of what was asked for. */
export default function FoundOnMap({ place, label }: { place: Place; label: string }) {
  const { red, lineHalo, label: ink, halo } = usePalette()
  const data = useMemo(
    (): GeoJSON.Feature => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...place] },
      properties: { label },
    }),
    [place, label],
  )
  const nodes = useMemo(
    () => (
      <Source id="found-place" type="geojson" data={data}>
        <Layer
          id="found-place-ring"
          type="circle"
          paint={{ 'circle-radius': 13, 'circle-color': red, 'circle-opacity': 0.18 }}
        />
        <Layer
          id="found-place"
          type="circle"
          paint={{
            'circle-radius': 7,
            'circle-color': red,
            'circle-stroke-color': lineHalo,
            'circle-stroke-width': 3,
          }}
        />
        <Layer
          id="found-place-name"
          type="symbol"
          layout={{
            'text-field': ['get', 'label'],
            'text-font': boldFont,
            'text-size': 13,
            'text-offset': [0, 1.4],
            'text-anchor': 'top',
            'text-allow-overlap': true,
          }}
          paint={{ 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 2 }}
        />
      </Source>
    ),
    [data, red, lineHalo, ink, halo],
  )
  return <OnMap>{nodes}</OnMap>
}
