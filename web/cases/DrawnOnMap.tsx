import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { Route } from '../../server/geo/contract.ts'
import { OnMap } from '../map/on-map.tsx'
import { usePalette } from '../map/use-palette.ts'

interface DrawnOnMapProps {
  id: string
  shapes: readonly Route[]
}

/** What somebody drew in a case, on the map: with a message, or as another route. */
export function DrawnOnMap({ id, shapes }: DrawnOnMapProps) {
  const { draft } = usePalette()
  const drawn = JSON.stringify(shapes)
  const nodes = useMemo(() => {
    const geometries = JSON.parse(drawn) as GeoJSON.Geometry[]
    if (geometries.length === 0) return null
    const features = geometries.map((geometry) => ({ type: 'Feature' as const, geometry, properties: {} }))
    return (
      <Source id={id} type="geojson" data={{ type: 'FeatureCollection', features }}>
        <Layer
          id={`${id}-line`}
          type="line"
          beforeId="slot-top"
          layout={{ 'line-join': 'round', 'line-cap': 'round' }}
          paint={{ 'line-color': draft, 'line-width': 4, 'line-dasharray': [1, 1.6] }}
        />
      </Source>
    )
  }, [id, drawn, draft])
  return nodes ? <OnMap>{nodes}</OnMap> : null
}
