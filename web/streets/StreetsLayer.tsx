import { Layer } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification } from 'maplibre-gl'
import { useSpeech } from '../i18n/language.tsx'
import { mediumFont } from '../map/style.ts'
import { usePalette } from '../map/use-palette.ts'

/** Pixels of the four classes, from highway to local, plus `more` for the casing. */
function widths(more: number): ExpressionSpecification {
  const byClass = (highway: number, arterial: number, collector: number, local: number): ExpressionSpecification => [
    'match',
    ['get', 'class'],
    0,
    highway + more,
    1,
    arterial + more,
    2,
    collector + more,
    local + more,
  ]
  return [
    'interpolate',
    ['exponential', 1.6],
    ['zoom'],
    10,
    byClass(1.8, 1.2, 0.5, 0.2),
    13,
    byClass(6, 4, 2.4, 1.4),
    15,
    byClass(15, 10.5, 7, 5),
    17,
    byClass(38, 28, 19, 14),
    19,
    byClass(110, 80, 56, 42),
  ]
}

const localLast: ExpressionSpecification = ['-', 3, ['get', 'class']]
const round = { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': localLast } as const

/** White streets with a fine casing, the wider above the narrower, and their names along them. */
export function StreetsLayer() {
  const { language } = useSpeech()
  const palette = usePalette()
  const label: ExpressionSpecification = ['coalesce', ['get', language], ['get', 'ar'], '']
  return (
    <>
      <Layer
        id="street-casing"
        type="line"
        source="ground"
        source-layer="streets"
        beforeId="slot-roads"
        layout={round}
        paint={{
          'line-color': palette.casing,
          'line-width': widths(1.6),
          'line-opacity': ['interpolate', ['linear'], ['zoom'], 10, 0.7, 13, 1],
        }}
      />
      <Layer
        id="street-surface"
        type="line"
        source="ground"
        source-layer="streets"
        beforeId="slot-roads"
        layout={round}
        paint={{ 'line-color': palette.road, 'line-width': widths(0) }}
      />
      <Layer
        id="street-names"
        type="symbol"
        source="ground"
        source-layer="streets"
        beforeId="slot-labels"
        minzoom={13}
        layout={{
          'symbol-placement': 'line',
          'symbol-spacing': 400,
          'symbol-sort-key': ['get', 'class'],
          'text-field': label,
          'text-font': mediumFont,
          'text-size': [
            'interpolate',
            ['linear'],
            ['zoom'],
            13,
            10.5,
            16,
            ['match', ['get', 'class'], 0, 14, 1, 13.5, 12.5],
            19,
            16,
          ],
          'text-max-angle': 60,
          'text-padding': 4,
        }}
        paint={{ 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 }}
        filter={['any', ['<=', ['get', 'class'], 1], ['>=', ['zoom'], 14.2]]}
      />
    </>
  )
}
