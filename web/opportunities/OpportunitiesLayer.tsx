import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification } from 'maplibre-gl'
import { activities } from '../../server/opportunities/contract.ts'
import { listed, useAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { usePickable } from '../map/picking.tsx'
import { mediumFont, namePoint } from '../map/style.ts'
import { useTiles } from '../map/tiles.ts'
import { allOf } from '../map/time-filter.ts'
import { usePalette } from '../map/use-palette.ts'
import { useOnPage } from '../ui/use-on-page.ts'
import { useOpenSite } from './open.ts'
import { sitesFilter, tileFilter } from './sites-filter.ts'

/** Sites to be had: green ground, a tag, a name. */
export function OpportunitiesLayer() {
  const { language, sayAny } = useSpeech()
  const address = useAddress()
  const palette = usePalette()
  const onPage = useOnPage('/opportunities')
  const open = useOpenSite()
  const tiles = useTiles(['opportunities'])
  const shown = onPage || listed(address.show).includes('opportunities')
  const label: ExpressionSpecification = ['coalesce', ['get', language], ['get', 'ar'], '']
  const filter = tileFilter(sitesFilter(onPage ? address : {}))
  const chosen = onPage ? (address.sel ?? '') : ''
  usePickable({
    layers: shown ? ['site-ground'] : [],
    read: ({ properties }) => ({
      key: `site ${properties.number}`,
      label: String(properties[language] ?? properties.ar ?? properties.number),
      detail: sayAny(`activity.${activities[properties.activity as number] ?? ''}`),
      colour: palette.green,
      choose: () => open(properties.number as string),
    }),
  })
  if (!shown) return null
  return (
    <Source id="opportunities" type="vector" tiles={tiles} minzoom={10} maxzoom={17}>
      <Layer
        id="site-ground"
        type="fill"
        source-layer="opportunities"
        beforeId="slot-areas"
        filter={filter}
        paint={{ 'fill-color': palette.green, 'fill-opacity': ['case', ['==', ['get', 'number'], chosen], 0.5, 0.25] }}
      />
      <Layer
        id="site-line"
        type="line"
        source-layer="opportunities"
        beforeId="slot-areas"
        filter={filter}
        paint={{ 'line-color': palette.siteLine, 'line-width': ['case', ['==', ['get', 'number'], chosen], 3, 1.5] }}
      />
      <Layer
        id="site-marks"
        type="symbol"
        source-layer="opportunities"
        beforeId="slot-marks"
        filter={allOf(filter, namePoint)}
        layout={{
          'icon-image': 'mark-site',
          'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.5, 14, 0.8],
          'text-field': ['step', ['zoom'], '', 13.5, label],
          'text-font': mediumFont,
          'text-size': 12,
          'text-anchor': 'top',
          'text-offset': [0, 1],
          'text-optional': true,
          'text-max-width': 10,
        }}
        paint={{ 'text-color': palette.siteLine, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 }}
      />
    </Source>
  )
}
