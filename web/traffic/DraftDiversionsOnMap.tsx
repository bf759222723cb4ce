import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import { OnMap } from '../map/on-map.tsx'
import { usePalette } from '../map/use-palette.ts'
import type { DraftDiversion } from './use-traffic-draft.ts'

/** The diversions as they are being changed. */
export function DraftDiversionsOnMap({ diversions }: { diversions: readonly DraftDiversion[] }) {
  const { blue, lineHalo } = usePalette()
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: diversions.map(({ line }) => ({ type: 'Feature', geometry: line as GeoJSON.Geometry, properties: {} })),
    }),
    [diversions],
  )
  const nodes = useMemo(
    () => (
      <Source id="draft-diversions" type="geojson" data={data}>
        <Layer
          id="draft-diversions-halo"
          type="line"
          beforeId="slot-draft"
          paint={{ 'line-color': lineHalo, 'line-width': 9, 'line-opacity': 0.8 }}
        />
        <Layer
          id="draft-diversions-line"
          type="line"
          beforeId="slot-draft"
          paint={{ 'line-color': blue, 'line-width': 5, 'line-dasharray': [2, 1.2] }}
        />
      </Source>
    ),
    [data, blue, lineHalo],
  )
  return <OnMap>{nodes}</OnMap>
}
