import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { Amendment } from '../../../server/works/amendments/contract.ts'
import { OnMap } from '../../map/on-map.tsx'
import { usePalette } from '../../map/use-palette.ts'
import { shapesOf } from './amended-shapes.ts'

const joined = { 'line-join': 'round', 'line-cap': 'round' } as const

/** What an amendment draws anew, on the map: dashed as it was, solid as it would be. */
export function ChangeOnMap({ amendment }: { amendment: Amendment }) {
  const { draft, label, lineHalo } = usePalette()
  const drawn = JSON.stringify(shapesOf(amendment))
  const nodes = useMemo(() => {
    const shapes = JSON.parse(drawn) as ReturnType<typeof shapesOf>
    const id = `amendment-${amendment.number}`
    const colour = ['match', ['get', 'when'], 'after', draft, label] as never
    const features = shapes.map(({ when, geometry }) => ({ type: 'Feature' as const, geometry, properties: { when } }))
    const isWhen = (when: string) => ['==', ['get', 'when'], when] as never
    return (
      <Source id={id} type="geojson" data={{ type: 'FeatureCollection', features } as GeoJSON.FeatureCollection}>
        <Layer
          id={`${id}-halo`}
          type="line"
          beforeId="slot-top"
          layout={joined}
          paint={{ 'line-color': lineHalo, 'line-width': 8, 'line-opacity': 0.85 }}
        />
        <Layer
          id={`${id}-after`}
          type="line"
          beforeId="slot-top"
          filter={isWhen('after')}
          layout={joined}
          paint={{ 'line-color': colour, 'line-width': 4.5 }}
        />
        <Layer
          id={`${id}-before`}
          type="line"
          beforeId="slot-top"
          filter={isWhen('before')}
          paint={{ 'line-color': colour, 'line-width': 3, 'line-dasharray': [1.5, 1.2] }}
        />
      </Source>
    )
  }, [drawn, draft, label, lineHalo, amendment.number])
  return <OnMap>{nodes}</OnMap>
}
