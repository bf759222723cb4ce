import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import { useAgencies } from '../agencies/queries.ts'
import { useTiles } from '../map/tiles.ts'
import { allOf } from '../map/time-filter.ts'
import { usePalette, useSeenColour } from '../map/use-palette.ts'
import { useTimeWindow } from '../time/use-window.tsx'
import { agencyColour, dashes, laneOffset, statusesOfStroke, strokes } from './strokes.ts'
import { useOpenedTileIds } from './together/use-opened.ts'
import { useFoundWorks } from './use-found-works.ts'
import { usePickWorks } from './use-pick-works.ts'
import { useWorksFilter } from './use-works-filter.ts'
import { tileFilter } from './works-filter.ts'

const hovered: ExpressionSpecification = ['boolean', ['feature-state', 'hover'], false]
/** Pixels of the line by zoom, with `more` for what lies beneath it; wider under the pointer. */
function widths(more: number, hover = 0): ExpressionSpecification {
  const wide = (pixels: number): ExpressionSpecification => ['+', pixels + more, ['case', hovered, hover, 0]]
  return ['interpolate', ['linear'], ['zoom'], 13, wide(2.2), 16, wide(4), 19, wide(8)]
}

/** Lines of one layout and filter are cut once for all of them, as often as the window moves. */
const joined = { 'line-join': 'round' } as const

/** Works: colour says who, dash says how far, the halo which one is open. Below z13 only how many. */
export function WorksLayer() {
  const { agencies } = useAgencies()
  const { window } = useTimeWindow()
  const tiles = useTiles(['works', 'footprints'])
  const palette = usePalette()
  const colour = agencyColour(agencies, useSeenColour())
  const opened = useOpenedTileIds()
  const selected: FilterSpecification = ['in', ['id'], ['literal', opened]]
  const found = useFoundWorks()?.works
  const ids = useMemo(() => found?.map(({ tileId }) => tileId) ?? null, [found])
  const wanted = tileFilter(useWorksFilter(), window, ids)
  // What is open in the drawer stays on the map, whatever the window and the filters.
  const filter = opened.length > 0 ? (['any', wanted, selected] as FilterSpecification) : wanted
  usePickWorks()
  return (
    <Source id="works" type="vector" tiles={tiles} minzoom={13} maxzoom={17}>
      <WorksGround filter={filter} colour={colour} />
      <Layer
        id="works-selected"
        type="line"
        source-layer="works"
        beforeId="slot-works"
        minzoom={13}
        filter={selected}
        layout={{ 'line-cap': 'round', 'line-join': 'round' }}
        paint={{
          'line-color': palette.selected,
          'line-width': widths(10),
          'line-offset': laneOffset,
          'line-opacity': 0.35,
        }}
      />
      <WorksLines filter={filter} colour={colour} />
    </Source>
  )
}

interface Drawn {
  filter: FilterSpecification
  colour: ExpressionSpecification
}

function WorksGround({ filter, colour }: Drawn) {
  return (
    <>
      <Layer
        id="works-areas"
        type="fill"
        source="works"
        source-layer="works"
        beforeId="slot-areas"
        minzoom={13}
        filter={allOf(filter, ['==', ['geometry-type'], 'Polygon'])}
        paint={{ 'fill-color': colour, 'fill-opacity': 0.12 }}
      />
      <Layer
        id="footprints"
        type="fill"
        source="works"
        source-layer="footprints"
        beforeId="slot-areas"
        minzoom={16}
        filter={filter}
        paint={{ 'fill-color': colour, 'fill-opacity': 0.14 }}
      />
    </>
  )
}

function WorksLines({ filter, colour }: Drawn) {
  const palette = usePalette()
  return (
    <>
      <Layer
        id="works-halo"
        type="line"
        source="works"
        source-layer="works"
        beforeId="slot-works"
        minzoom={13}
        filter={filter}
        layout={joined}
        paint={{
          'line-color': palette.lineHalo,
          'line-width': widths(2.4),
          'line-offset': laneOffset,
          'line-opacity': 0.75,
        }}
      />
      {strokes.map((stroke) => {
        const dash = dashes[stroke]
        return (
          <Layer
            key={stroke}
            id={`works-${stroke}`}
            type="line"
            source="works"
            source-layer="works"
            beforeId="slot-works"
            minzoom={13}
            filter={allOf(filter, ['in', ['get', 'status'], ['literal', statusesOfStroke(stroke)]])}
            layout={{ 'line-cap': stroke === 'dotted' ? 'round' : 'butt', 'line-join': 'round' }}
            paint={{
              'line-color': colour,
              'line-width': widths(0, 2),
              'line-offset': laneOffset,
              ...(dash ? { 'line-dasharray': dash } : {}),
            }}
          />
        )
      })}
      <Layer
        id="works-hit"
        type="line"
        source="works"
        source-layer="works"
        beforeId="slot-works"
        minzoom={13}
        filter={filter}
        layout={joined}
        paint={{ 'line-color': '#000', 'line-opacity': 0, 'line-width': 12, 'line-offset': laneOffset }}
      />
    </>
  )
}
