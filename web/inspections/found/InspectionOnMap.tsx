import { Layer, Source } from '@vis.gl/react-maplibre'
import { useEffect, useMemo } from 'react'
import { boxOf } from '../../../server/geo/rules.ts'
import type { Inspection } from '../../../server/inspections/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { useHeldMap } from '../../map/held-map.ts'
import { OnMap } from '../../map/on-map.tsx'
import { usePalette } from '../../map/use-palette.ts'

const fitting = { padding: 90, maxZoom: 17 }

const feature = (role: string, geometry: unknown): GeoJSON.Feature => ({
  type: 'Feature',
  geometry: geometry as GeoJSON.Geometry,
  properties: { role },
})

/** Where the inspector stood, where each fault is, and the ground of the works. */
export function InspectionOnMap({ inspection, works }: { inspection: Inspection; works: Works | null }) {
  const map = useHeldMap()
  const { blue, red, green, lineHalo } = usePalette()
  useEffect(() => {
    if (!works) return
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    map?.fitBounds(boxOf(works.footprint), { ...fitting, duration: still ? 0 : 600 })
  }, [map, works])
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: [
        ...(works ? [feature('ground', works.footprint)] : []),
        // whoever stood on the fault stands beneath it
        ...(inspection.place ? [feature('inspector', inspection.place)] : []),
        ...inspection.items.flatMap(({ place }) => (place ? [feature('fault', place)] : [])),
      ],
    }),
    [inspection, works],
  )
  const nodes = useMemo(
    () => (
      <Source id="inspection" type="geojson" data={data}>
        <Layer
          id="inspection-ground"
          type="line"
          beforeId="slot-draft"
          filter={['==', ['get', 'role'], 'ground']}
          paint={{ 'line-color': green, 'line-width': 2, 'line-dasharray': [3, 2] }}
        />
        <Layer
          id="inspection-stretch"
          type="line"
          beforeId="slot-draft"
          filter={['all', ['==', ['get', 'role'], 'fault'], ['==', ['geometry-type'], 'LineString']]}
          layout={{ 'line-cap': 'round' }}
          paint={{ 'line-color': red, 'line-width': 6 }}
        />
        <Layer
          id="inspection-points"
          type="circle"
          beforeId="slot-draft"
          filter={['==', ['geometry-type'], 'Point']}
          paint={{
            'circle-radius': ['match', ['get', 'role'], 'inspector', 10, 6],
            'circle-color': ['match', ['get', 'role'], 'inspector', blue, red],
            'circle-stroke-color': lineHalo,
            'circle-stroke-width': 2.5,
          }}
        />
      </Source>
    ),
    [data, blue, red, green, lineHalo],
  )
  return <OnMap>{nodes}</OnMap>
}
