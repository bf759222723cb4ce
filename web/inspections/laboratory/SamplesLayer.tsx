import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { Sample } from '../../../server/inspections/laboratory/contract.ts'
import { usePalette } from '../../map/use-palette.ts'

/** Where the listed samples were taken; the open one is ringed. */
export function SamplesLayer({ samples, selected }: { samples: readonly Sample[]; selected: string | undefined }) {
  const { green, red, gold, blue, halo, selected: ring } = usePalette()
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: samples.map(({ id, place, state }) => ({
        type: 'Feature',
        geometry: place,
        properties: { state, isOpen: id === selected },
      })),
    }),
    [samples, selected],
  )
  return (
    <Source id="samples" type="geojson" data={data}>
      <Layer
        id="samples"
        type="circle"
        beforeId="slot-marks"
        paint={{
          'circle-radius': ['case', ['get', 'isOpen'], 9, 6],
          'circle-color': ['match', ['get', 'state'], 'passed', green, 'failed', red, 'late', gold, blue],
          'circle-stroke-width': ['case', ['get', 'isOpen'], 3, 1.5],
          'circle-stroke-color': ['case', ['get', 'isOpen'], ring, halo],
        }}
      />
    </Source>
  )
}
