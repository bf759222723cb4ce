import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl'
import type { Period } from '../../server/time/contract.ts'
import { dayNumber } from '../../server/time/rules.ts'
import { listed, useAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { mediumFont, namePoint } from '../map/style.ts'
import { useTiles } from '../map/tiles.ts'
import { allOf } from '../map/time-filter.ts'
import { usePalette } from '../map/use-palette.ts'
import { useTimeWindow } from '../time/use-window.tsx'

/** Constraint areas without a period hold always. */
function during(window: Period): FilterSpecification {
  return [
    'all',
    ['any', ['!', ['has', 'from']], ['<=', ['get', 'from'], dayNumber(window.end)]],
    ['any', ['!', ['has', 'to']], ['>=', ['get', 'to'], dayNumber(window.start)]],
  ] as FilterSpecification
}

/** Ground whose new surface must not be cut, and areas of events and seasons. */
export function RestrictionsLayer() {
  const { language } = useSpeech()
  const palette = usePalette()
  const { window } = useTimeWindow()
  const hidden = listed(useAddress().show)
  const tiles = useTiles(['protected_surfaces', 'constraint_areas'])
  const label: ExpressionSpecification = ['coalesce', ['get', language], ['get', 'ar'], '']
  const visibility = (layer: string) => (hidden.includes(`-${layer}`) ? 'none' : 'visible') as 'none' | 'visible'
  const start = dayNumber(window.start)
  const live: FilterSpecification = ['>=', ['get', 'until'], start]
  const pattern: ExpressionSpecification = ['case', ['>=', ['get', 'hold'], start], 'hatch-hold', 'hatch-care']
  return (
    <Source id="restrictions" type="vector" tiles={tiles} minzoom={10} maxzoom={16}>
      <Layer
        id="protected-ground"
        type="fill"
        source-layer="protected_surfaces"
        beforeId="slot-areas"
        filter={live}
        layout={{ visibility: visibility('protected') }}
        paint={{ 'fill-pattern': pattern, 'fill-opacity': 0.55 }}
      />
      <Layer
        id="constraint-ground"
        type="fill"
        source-layer="constraint_areas"
        beforeId="slot-areas"
        filter={during(window)}
        layout={{ visibility: visibility('constraints') }}
        paint={{ 'fill-color': palette.violet, 'fill-opacity': 0.08 }}
      />
      <Layer
        id="constraint-line"
        type="line"
        source-layer="constraint_areas"
        beforeId="slot-areas"
        filter={during(window)}
        layout={{ visibility: visibility('constraints') }}
        paint={{ 'line-color': palette.violet, 'line-width': 1.4, 'line-dasharray': [3, 2] }}
      />
      <Layer
        id="constraint-names"
        type="symbol"
        source-layer="constraint_areas"
        beforeId="slot-labels"
        filter={allOf(during(window), namePoint)}
        layout={{
          visibility: visibility('constraints'),
          'text-field': label,
          'text-font': mediumFont,
          'text-size': 12,
          'text-max-width': 10,
          'text-padding': 6,
        }}
        paint={{ 'text-color': palette.violetLabel, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 }}
      />
    </Source>
  )
}
