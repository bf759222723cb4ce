import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { LineString } from '../../server/geo/contract.ts'
import { OnMap } from '../map/on-map.tsx'
import { usePalette } from '../map/use-palette.ts'

export interface ShownConnection {
  key: string
  line: LineString
  /** How it is drawn: done solid, planned dashed, in the making in the colour of drafts. */
  look: 'planned' | 'done' | 'draft' | 'wrong'
  isChosen?: boolean
}

/** The connections of one works, with a dot where each building is. */
export function ConnectionsOnMap({ connections }: { connections: readonly ShownConnection[] }) {
  const { green, violet, draft, red, lineHalo } = usePalette()
  const data = useMemo(() => collectionOf(connections), [connections])
  const nodes = useMemo(() => {
    const colour = ['match', ['get', 'look'], 'done', green, 'draft', draft, 'wrong', red, violet] as never
    const width = ['case', ['get', 'isChosen'], 6, 3.5] as never
    const isLine = ['==', ['geometry-type'], 'LineString'] as never
    const joined = { 'line-cap': 'round' } as const
    return (
      <Source id="own-connections" type="geojson" data={data}>
        <Layer
          id="own-connections-halo"
          type="line"
          beforeId="slot-draft"
          filter={isLine}
          layout={joined}
          paint={{ 'line-color': lineHalo, 'line-width': 7, 'line-opacity': 0.85 }}
        />
        <Layer
          id="own-connections-line"
          type="line"
          beforeId="slot-draft"
          filter={isLine}
          layout={joined}
          paint={{ 'line-color': colour, 'line-width': width }}
        />
        <Layer
          id="own-connections-end"
          type="circle"
          beforeId="slot-draft"
          filter={['==', ['geometry-type'], 'Point']}
          paint={{
            'circle-radius': 4.5,
            'circle-color': ['case', ['==', ['get', 'look'], 'planned'], lineHalo, colour] as never,
            'circle-stroke-color': colour,
            'circle-stroke-width': 2.5,
          }}
        />
      </Source>
    )
  }, [data, green, violet, draft, red, lineHalo])
  return <OnMap>{nodes}</OnMap>
}

function collectionOf(connections: readonly ShownConnection[]): GeoJSON.FeatureCollection {
  const features = connections.flatMap(({ line, look, isChosen = false }): GeoJSON.Feature[] => {
    const properties = { look, isChosen }
    const end = line.coordinates.at(-1) as number[]
    return [
      { type: 'Feature', geometry: line, properties },
      { type: 'Feature', geometry: { type: 'Point', coordinates: end }, properties },
    ]
  })
  return { type: 'FeatureCollection', features }
}
