import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { Cluster } from '../../server/dig-once/contract.ts'
import { useNumber } from '../i18n/use-number.ts'
import { OnMap } from '../map/on-map.tsx'
import { boldFont } from '../map/style.ts'
import { usePalette } from '../map/use-palette.ts'

/** The ground that works could share, each chance by its place in the list; the one that is open stands out. */
export function ClustersOnMap({ clusters, opened }: { clusters: readonly Cluster[]; opened: string | undefined }) {
  const written = useNumber()
  const { green, lineHalo } = usePalette()
  const grounds = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: clusters.flatMap((cluster, place) =>
        cluster.stretches.map(({ overlap }, n) => ({
          type: 'Feature' as const,
          geometry: overlap as unknown as GeoJSON.Geometry,
          properties: {
            place: n === 0 ? written(place + 1) : '',
            isOpen: cluster.id === opened,
          },
        })),
      ),
    }),
    [clusters, opened, written],
  )
  const nodes = useMemo(
    () => (
      <Source id="dig-once" type="geojson" data={grounds}>
        <Layer
          id="dig-once-fill"
          type="fill"
          beforeId="slot-draft"
          paint={{ 'fill-color': green, 'fill-opacity': ['case', ['get', 'isOpen'], 0.55, 0.3] }}
        />
        <Layer
          id="dig-once-line"
          type="line"
          beforeId="slot-draft"
          paint={{ 'line-color': green, 'line-width': ['case', ['get', 'isOpen'], 4, 2] }}
        />
        <Layer
          id="dig-once-place"
          type="symbol"
          beforeId="slot-top"
          layout={{ 'text-field': ['get', 'place'], 'text-font': boldFont, 'text-size': 15 }}
          paint={{ 'text-color': green, 'text-halo-color': lineHalo, 'text-halo-width': 3 }}
        />
      </Source>
    ),
    [grounds, green, lineHalo],
  )
  return <OnMap>{nodes}</OnMap>
}
