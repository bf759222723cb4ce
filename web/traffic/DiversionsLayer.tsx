import { Layer, Source } from '@vis.gl/react-maplibre'
import type { FilterSpecification } from 'maplibre-gl'
import { dayNumber } from '../../server/time/rules.ts'
import { listed, useAddress } from '../address.ts'
import { useTiles } from '../map/tiles.ts'
import { usePalette } from '../map/use-palette.ts'
import { useTimeWindow } from '../time/use-window.tsx'

/** The ways on which works lead traffic round in the window: arrows would promise a direction that nobody has written. */
export function DiversionsLayer() {
  const { blue, lineHalo } = usePalette()
  const { window } = useTimeWindow()
  const tiles = useTiles(['diversions'])
  const isHidden = listed(useAddress().show).includes('-diversions')
  const visibility = isHidden ? ('none' as const) : ('visible' as const)
  const filter: FilterSpecification = [
    'all',
    ['<=', ['get', 'from'], dayNumber(window.end)],
    ['>=', ['get', 'to'], dayNumber(window.start)],
  ]
  return (
    <Source id="diversions" type="vector" tiles={tiles} minzoom={13} maxzoom={17}>
      <Layer
        id="diversions-halo"
        type="line"
        source-layer="diversions"
        beforeId="slot-areas"
        filter={filter}
        layout={{ visibility, 'line-join': 'round' }}
        paint={{ 'line-color': lineHalo, 'line-width': 6, 'line-opacity': 0.8 }}
      />
      <Layer
        id="diversions-line"
        type="line"
        source-layer="diversions"
        beforeId="slot-areas"
        filter={filter}
        layout={{ visibility, 'line-join': 'round' }}
        paint={{ 'line-color': blue, 'line-width': 3, 'line-dasharray': [2, 1.5] }}
      />
    </Source>
  )
}
