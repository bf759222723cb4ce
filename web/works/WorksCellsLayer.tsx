import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification } from 'maplibre-gl'
import { useCountLabel } from '../i18n/use-number.ts'
import type { Palette } from '../map/palette.ts'
import { boldFont } from '../map/style.ts'
import { useTiles } from '../map/tiles.ts'
import { usePalette } from '../map/use-palette.ts'
import { useZoomBelow } from '../map/use-zoom-below.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import { useSettled } from '../ui/use-settled.ts'
import { useWorksFilter } from './use-works-filter.ts'
import { listQuery } from './works-filter.ts'

const cellColour = (palette: Palette): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['get', 'works'],
  1,
  palette.few,
  10,
  palette.some,
  40,
  palette.many,
  120,
  palette.most,
]

/** From here on works are drawn one by one. */
const nearZoom = 13

/** Below z13 only how many works lie in each cell, by the same filter as the list: counted by the server. */
export function WorksCellsLayer() {
  // they follow what is played or dragged, too, as the works near by do; counting takes the server a moment
  const { settled } = useSettled(useTimeWindow().window)
  const palette = usePalette()
  const count = useCountLabel('works')
  const { from, to, agency, status, category, q, guarantee } = listQuery(useWorksFilter(), settled)
  const tiles = useTiles(['works_cells'], { from, to, agency, status, category })
  const isFar = useZoomBelow(nearZoom)
  // what is looked for by its words or its guarantee is marked one by one; near, each move of the window would change a source for nothing
  if (q || guarantee || !isFar) return null
  return (
    <Source id="works-cells" type="vector" tiles={tiles} minzoom={5} maxzoom={12}>
      <Layer
        id="works-cells"
        type="fill"
        source-layer="works_cells"
        beforeId="slot-areas"
        maxzoom={nearZoom}
        paint={{ 'fill-color': cellColour(palette), 'fill-opacity': 0.55, 'fill-outline-color': palette.cellEdge }}
      />
      {/* somewhere in there works stand in each other's way: in the colour of the mark that they get near by */}
      <Layer
        id="works-cell-conflicts"
        type="line"
        source-layer="works_cells"
        beforeId="slot-areas"
        maxzoom={nearZoom}
        filter={['>', ['get', 'blocking'], 0]}
        layout={{ 'line-join': 'miter' }}
        paint={{
          'line-color': palette.red,
          'line-opacity': 0.8,
          'line-width': ['interpolate', ['linear'], ['get', 'blocking'], 1, 1.2, 10, 2.6],
          'line-offset': 1.5,
        }}
      />
      <Layer
        id="works-cell-counts"
        type="symbol"
        source-layer="works_cells"
        beforeId="slot-labels"
        maxzoom={nearZoom}
        layout={{ 'text-field': count, 'text-font': boldFont, 'text-size': 11 }}
        paint={{ 'text-color': palette.cellLabel, 'text-halo-color': palette.cellHalo, 'text-halo-width': 1.4 }}
      />
    </Source>
  )
}
