import { Layer, Source } from '@vis.gl/react-maplibre'
import type { FilterSpecification } from 'maplibre-gl'
import { dayNumber } from '../../server/time/rules.ts'
import { connectionStates } from '../../server/works/connections/contract.ts'
import { useTiles } from '../map/tiles.ts'
import { usePalette } from '../map/use-palette.ts'
import { useTimeWindow } from '../time/use-window.tsx'

/** The connections of works in the window, where they can be told apart: those that are done solid, the others dashed. */
export default function ConnectionsLayer() {
  const { violet, green } = usePalette()
  const { window } = useTimeWindow()
  const tiles = useTiles(['connections'])
  const shown = (state: (typeof connectionStates)[number]): FilterSpecification => [
    'all',
    ['==', ['get', 'state'], connectionStates.indexOf(state)],
    ['<=', ['get', 'from'], dayNumber(window.end)],
    ['>=', ['get', 'to'], dayNumber(window.start)],
  ]
  return (
    <Source id="connections" type="vector" tiles={tiles} minzoom={16} maxzoom={17}>
      <Layer
        id="connections-planned"
        type="line"
        source-layer="connections"
        beforeId="slot-works"
        filter={shown('planned')}
        paint={{ 'line-color': violet, 'line-width': 2, 'line-dasharray': [2, 1.2] }}
      />
      <Layer
        id="connections-done"
        type="line"
        source-layer="connections"
        beforeId="slot-works"
        filter={shown('done')}
        paint={{ 'line-color': green, 'line-width': 2.5 }}
      />
    </Source>
  )
}
