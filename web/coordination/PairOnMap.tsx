import { useQueries } from '@tanstack/react-query'
import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Conflict } from '../../server/coordination/contract.ts'
import { useAgencies } from '../agencies/queries.ts'
import { OnMap } from '../map/on-map.tsx'
import { boldFont } from '../map/style.ts'
import { usePalette, useSeenColour } from '../map/use-palette.ts'
import { worksQuery } from '../works/queries.ts'

/** Metres of a works along which there is room for its letter; the letter of a shorter one stands above it. */
const lettered = 120

/** Both works of a conflict as strokes, told apart by dash and letter, and the ground that they share. */
export function PairOnMap({ conflict }: { conflict: Conflict }) {
  const { worksA, worksB, overlap } = conflict
  const { byId } = useAgencies()
  const { red } = usePalette()
  const seen = useSeenColour()
  const [a, b] = useQueries({ queries: [worksQuery(worksA.id), worksQuery(worksB.id)] })
  const pair = useMemo((): GeoJSON.FeatureCollection => {
    const sides = [
      ['A', a?.data],
      ['B', b?.data],
    ] as const
    return {
      type: 'FeatureCollection',
      features: sides.flatMap(([side, works]): GeoJSON.Feature[] => {
        if (!works) return []
        const colour = seen(byId.get(works.agencyId)?.colour ?? '#4d5761')
        const properties = { side, colour }
        const [lng = 0, lat = 0] = works.centre
        return [
          { type: 'Feature', geometry: works.route as GeoJSON.Geometry, properties },
          ...(works.lengthMetres > lettered
            ? []
            : [
                { type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [lng, lat] }, properties },
              ]),
        ]
      }),
    }
  }, [a?.data, b?.data, byId, seen])
  const nodes = useMemo(
    () => (
      <>
        <Source
          id="shared-ground"
          type="geojson"
          data={{ type: 'Feature', geometry: overlap as unknown as GeoJSON.Geometry, properties: {} }}
        >
          <Layer
            id="shared-ground-fill"
            type="fill"
            beforeId="slot-draft"
            paint={{ 'fill-color': red, 'fill-opacity': 0.35 }}
          />
          <Layer
            id="shared-ground-line"
            type="line"
            beforeId="slot-draft"
            paint={{ 'line-color': red, 'line-width': 2.5 }}
          />
        </Source>
        <PairStrokes pair={pair} />
      </>
    ),
    [overlap, pair, red],
  )
  return <OnMap>{nodes}</OnMap>
}

const letter = {
  'text-field': ['get', 'side'] as ExpressionSpecification,
  'text-font': boldFont,
  'text-size': 15,
  'text-allow-overlap': true,
}

function PairStrokes({ pair }: { pair: GeoJSON.FeatureCollection }) {
  const { lineHalo } = usePalette()
  const letterPaint = {
    'text-color': ['get', 'colour'] as ExpressionSpecification,
    'text-halo-color': lineHalo,
    'text-halo-width': 3,
  }
  return (
    <Source id="pair" type="geojson" data={pair}>
      {(['A', 'B'] as const).map((side) => (
        <Layer
          key={side}
          id={`pair-${side}`}
          type="line"
          beforeId="slot-draft"
          filter={['==', ['get', 'side'], side]}
          layout={{ 'line-join': 'round' }}
          paint={{
            'line-color': ['get', 'colour'],
            'line-width': 5,
            ...(side === 'B' ? { 'line-dasharray': [2.4, 1.2] } : {}),
          }}
        />
      ))}
      <Layer
        id="pair-letters"
        type="symbol"
        beforeId="slot-top"
        filter={['!=', ['geometry-type'], 'Point']}
        layout={{
          ...letter,
          'symbol-placement': 'line',
          'symbol-spacing': 140,
          'text-rotation-alignment': 'viewport',
        }}
        paint={letterPaint}
      />
      <Layer
        id="pair-letters-above"
        type="symbol"
        beforeId="slot-top"
        filter={['==', ['geometry-type'], 'Point']}
        layout={{
          ...letter,
          'text-offset': [0, -0.9],
        }}
        paint={letterPaint}
      />
    </Source>
  )
}
