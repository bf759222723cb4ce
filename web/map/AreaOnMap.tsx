import { Layer, Source } from '@vis.gl/react-maplibre'
import { useEffect, useId, useMemo } from 'react'
import type { Geometry } from '../../server/geo/contract.ts'
import { boxOf } from '../../server/geo/rules.ts'
import { useHeldMap } from './held-map.ts'
import { OnMap } from './on-map.tsx'
import { usePalette } from './use-palette.ts'

const padding = 90

/** The ground that a drawer is about, whatever else the map shows, brought into sight no nearer than `maxZoom`. */
export function AreaOnMap({ area, maxZoom = 16 }: { area: Geometry; maxZoom?: number }) {
  const map = useHeldMap()
  const id = useId()
  const { violet } = usePalette()
  useEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    map?.fitBounds(boxOf(area), { padding, maxZoom, duration: still ? 0 : 600 })
  }, [map, area, maxZoom])
  const nodes = useMemo(
    () => (
      <Source
        id={`area ${id}`}
        type="geojson"
        data={{ type: 'Feature', geometry: area as GeoJSON.Geometry, properties: {} }}
      >
        <Layer
          id={`area-fill ${id}`}
          type="fill"
          beforeId="slot-draft"
          paint={{ 'fill-color': violet, 'fill-opacity': 0.25 }}
        />
        <Layer
          id={`area-line ${id}`}
          type="line"
          beforeId="slot-draft"
          paint={{ 'line-color': violet, 'line-width': 3 }}
        />
      </Source>
    ),
    [area, id, violet],
  )
  return <OnMap>{nodes}</OnMap>
}
