import { useQuery } from '@tanstack/react-query'
import { Layer, Source } from '@vis.gl/react-maplibre'
import { useCountLabel } from '../../i18n/use-number.ts'
import { boldFont } from '../../map/style.ts'
import { usePalette } from '../../map/use-palette.ts'
import { cellsQuery } from './queries.ts'

/** Where defects gather: cells of a grid, the redder the more; the number stands in each. */
export function HeatLayer({ bbox }: { bbox: string | null }) {
  const { red, gold, label, halo } = usePalette()
  const count = useCountLabel('defects')
  const { data } = useQuery(cellsQuery(bbox))
  if (!data) return null
  return (
    <Source id="defect-cells" type="geojson" data={data}>
      <Layer
        id="defect-cells"
        type="fill"
        beforeId="slot-marks"
        paint={{
          'fill-color': ['interpolate', ['linear'], ['get', 'defects'], 1, gold, 8, red],
          'fill-opacity': ['interpolate', ['linear'], ['get', 'defects'], 1, 0.35, 8, 0.7],
        }}
      />
      <Layer
        id="defect-cells-count"
        type="symbol"
        beforeId="slot-marks"
        layout={{ 'text-field': count, 'text-size': 12, 'text-font': boldFont }}
        paint={{ 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 1.5 }}
      />
    </Source>
  )
}
