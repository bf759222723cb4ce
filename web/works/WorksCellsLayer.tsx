import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification } from 'maplibre-gl'
import { boldFont } from '../map/style.ts'
import { useTiles } from '../map/tiles.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import { useWorksFilter } from './use-works-filter.ts'
import { listQuery } from './works-filter.ts'

const cellColour: ExpressionSpecification = [
  'interpolate',
  ['linear'],
  ['get', 'works'],
  1,
  '#dcefe3',
  10,
  '#86c5a2',
  40,
  '#1b8354',
  120,
  '#0f4a30',
]

/** Below z13 only how many works lie in each cell, by the same filter as the list: counted by the server. */
export function WorksCellsLayer() {
  const { settled } = useTimeWindow()
  const { from, to, agency, status, category, q } = listQuery(useWorksFilter(), settled)
  const tiles = useTiles(['works_cells'], { from, to, agency, status, category })
  // what is looked for by its words is marked one by one
  if (q) return null
  return (
    <Source id="works-cells" type="vector" tiles={tiles} minzoom={5} maxzoom={12}>
      <Layer
        id="works-cells"
        type="fill"
        source-layer="works_cells"
        beforeId="slot-areas"
        maxzoom={13}
        paint={{ 'fill-color': cellColour, 'fill-opacity': 0.55, 'fill-outline-color': '#ffffff' }}
      />
      <Layer
        id="works-cell-counts"
        type="symbol"
        source-layer="works_cells"
        beforeId="slot-labels"
        maxzoom={13}
        layout={{ 'text-field': ['to-string', ['get', 'works']], 'text-font': boldFont, 'text-size': 11 }}
        paint={{ 'text-color': '#0f4a30', 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 }}
      />
    </Source>
  )
}
