import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { Detour } from '../../server/streets/network/contract.ts'
import { OnMap } from '../map/on-map.tsx'
import { usePalette } from '../map/use-palette.ts'

/** The shortest way round, and the stretch that is closed. */
export function DetourOnMap({ detour }: { detour: Detour }) {
  const { blue, red, lineHalo } = usePalette()
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: [['usual', detour.usual] as const, ['round', detour.round] as const].flatMap(
        ([role, way]): GeoJSON.Feature[] =>
          way ? [{ type: 'Feature', geometry: way.line as GeoJSON.Geometry, properties: { role } }] : [],
      ),
    }),
    [detour],
  )
  const nodes = useMemo(
    () => (
      <Source id="detour" type="geojson" data={data}>
        <Layer
          id="detour-halo"
          type="line"
          beforeId="slot-draft"
          layout={{ 'line-join': 'round' }}
          paint={{ 'line-color': lineHalo, 'line-width': 8, 'line-opacity': 0.8 }}
        />
        <Layer
          id="detour-round"
          type="line"
          beforeId="slot-draft"
          filter={['==', ['get', 'role'], 'round']}
          layout={{ 'line-join': 'round' }}
          paint={{ 'line-color': blue, 'line-width': 4 }}
        />
        <Layer
          id="detour-usual"
          type="line"
          beforeId="slot-draft"
          filter={['==', ['get', 'role'], 'usual']}
          paint={{ 'line-color': red, 'line-width': 4, 'line-dasharray': [0.6, 0.8] }}
        />
      </Source>
    ),
    [data, blue, red, lineHalo],
  )
  return <OnMap>{nodes}</OnMap>
}
