import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { MeetingPack } from '../../server/meeting/contract.ts'
import { useNumber } from '../i18n/use-number.ts'
import { OnMap } from '../map/on-map.tsx'
import { boldFont } from '../map/style.ts'
import { usePalette } from '../map/use-palette.ts'

/** The numbers of the items where they lie; those that would cover each other come apart when one looks closer. */
export function MeetingOnMap({ pack }: { pack: MeetingPack }) {
  const { label, halo } = usePalette()
  const written = useNumber()
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: pack.points.flatMap(({ groups }) =>
        groups.flatMap(({ items }) =>
          items.flatMap(({ number: item, at }) =>
            at
              ? [
                  {
                    type: 'Feature' as const,
                    geometry: { type: 'Point' as const, coordinates: at },
                    properties: { item: written(item) },
                  },
                ]
              : [],
          ),
        ),
      ),
    }),
    [pack, written],
  )
  const nodes = useMemo(
    () => (
      <Source id="meeting" type="geojson" data={data}>
        <Layer
          id="meeting-numbers"
          type="symbol"
          beforeId="slot-labels"
          layout={{ 'text-field': ['get', 'item'], 'text-font': boldFont, 'text-size': 13, 'text-padding': 6 }}
          paint={{ 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 2.4 }}
        />
      </Source>
    ),
    [data, label, halo],
  )
  return <OnMap>{nodes}</OnMap>
}
