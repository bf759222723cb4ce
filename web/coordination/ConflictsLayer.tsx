import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl'
import { pairKinds } from '../../server/coordination/contract.ts'
import { useAddress } from '../address.ts'
import { useTiles } from '../map/tiles.ts'
import { allOf } from '../map/time-filter.ts'
import { usePalette } from '../map/use-palette.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import { useOnPage } from '../ui/use-on-page.ts'
import { conflictsFilter, isBlocking, isWaived, tileFilter } from './conflicts-filter.ts'
import { usePickConflicts } from './use-pick-conflicts.ts'

const isChance: ExpressionSpecification = ['==', ['get', 'kind'], pairKinds.indexOf('repeat_dig')]

/** Where works meet: a glow on the shared ground, red where it blocks, and a mark; pale where the office let it pass. On its page it opens. */
export function ConflictsLayer() {
  const { window } = useTimeWindow()
  const palette = usePalette()
  const colour: ExpressionSpecification = [
    'case',
    isWaived,
    palette.faint,
    isBlocking,
    palette.red,
    isChance,
    palette.green,
    palette.gold,
  ]
  const tiles = useTiles(['conflicts'])
  const address = useAddress()
  const onPage = useOnPage('/conflicts')
  usePickConflicts(onPage)
  const filter = tileFilter(conflictsFilter(onPage ? address : {}), window)
  const blocking = allOf(filter, isBlocking as FilterSpecification)
  return (
    <Source id="conflicts" type="vector" tiles={tiles} minzoom={13} maxzoom={17}>
      <Layer
        id="conflict-ground"
        type="fill"
        source-layer="conflicts"
        beforeId="slot-areas"
        filter={filter}
        paint={{ 'fill-color': colour, 'fill-opacity': ['case', isBlocking, 0.3, 0.1] }}
      />
      <Layer
        id="conflict-glow"
        type="line"
        source-layer="conflicts"
        beforeId="slot-areas"
        filter={blocking}
        layout={{ 'line-join': 'round', 'line-cap': 'round' }}
        paint={{
          'line-color': palette.red,
          'line-opacity': 0.2,
          'line-width': ['interpolate', ['linear'], ['zoom'], 13, 6, 16, 13, 19, 22],
        }}
      />
      <Layer
        id="conflict-marks"
        type="symbol"
        source-layer="conflicts"
        beforeId="slot-marks"
        minzoom={14}
        filter={blocking}
        layout={{
          'icon-image': 'mark-blocking',
          'icon-size': ['interpolate', ['linear'], ['zoom'], 14, 0.55, 17, 0.9],
          'icon-padding': 4,
        }}
      />
    </Source>
  )
}
