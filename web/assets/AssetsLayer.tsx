import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification } from 'maplibre-gl'
import { type AssetKind, assetKinds, assetStates } from '../../server/assets/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { usePickable } from '../map/picking.tsx'
import { mediumFont } from '../map/style.ts'
import { useTiles } from '../map/tiles.ts'
import { usePalette, useSeenColour } from '../map/use-palette.ts'
import { useOpenAsset } from './open.ts'

/** As utilities are marked on the ground, dark enough for a pale map. */
const colours: Record<AssetKind, string> = {
  water: '#1d6fd1',
  sewer: '#3f7a2a',
  drainage: '#0f766e',
  electricity: '#c81e1e',
  telecom: '#c2540a',
  gas: '#8a6d00',
  cooling: '#0e7490',
  lighting: '#9d174d',
  other: '#475569',
}

const isArea: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon']
const isOut: ExpressionSpecification = ['==', ['get', 'state'], assetStates.indexOf('out_of_use')]
const width: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 12, 1.5, 16, 3, 19, 6]

/** Networks by their kind, named along their lines; what is out of use is broken. Chosen, one is opened. */
export default function AssetsLayer({ selected }: { selected: string }) {
  const { say, sayAny } = useSpeech()
  const palette = usePalette()
  const seen = useSeenColour()
  const open = useOpenAsset()
  const tiles = useTiles(['assets'])
  const byKind = (values: readonly string[]) =>
    [
      'match',
      ['get', 'kind'],
      ...values.flatMap((value, at) => [at, value]),
      values.at(-1),
    ] as unknown as ExpressionSpecification
  const colour = byKind(assetKinds.map((kind) => seen(colours[kind])))
  const words = byKind(assetKinds.map((kind) => say(`asset.kind.${kind}`)))
  usePickable({
    layers: ['asset-areas', 'asset-lines', 'asset-lines-out'],
    read: ({ properties }) => {
      const kind = assetKinds[properties.kind as number] ?? 'other'
      return {
        key: `asset ${properties.id}`,
        label: String(properties.reference),
        detail: sayAny(`asset.kind.${kind}`),
        colour: seen(colours[kind]),
        choose: () => open(properties.id as string),
      }
    },
  })
  const line = { type: 'line', 'source-layer': 'assets', beforeId: 'slot-works' } as const
  return (
    <Source id="assets" type="vector" tiles={tiles} minzoom={12} maxzoom={17}>
      <Layer
        {...line}
        id="asset-selected"
        filter={['==', ['get', 'id'], selected]}
        paint={{ 'line-color': palette.selected, 'line-width': 14, 'line-opacity': 0.3 }}
      />
      <Layer
        id="asset-areas"
        type="fill"
        source-layer="assets"
        beforeId="slot-works"
        filter={isArea}
        paint={{ 'fill-color': colour, 'fill-opacity': 0.2 }}
      />
      <Layer {...line} id="asset-lines" filter={['!', isOut]} paint={{ 'line-color': colour, 'line-width': width }} />
      <Layer
        {...line}
        id="asset-lines-out"
        filter={isOut}
        paint={{ 'line-color': colour, 'line-width': width, 'line-dasharray': [3, 2] }}
      />
      <Layer
        id="asset-names"
        type="symbol"
        source-layer="assets"
        beforeId="slot-labels"
        minzoom={14.5}
        layout={{
          'symbol-placement': 'line',
          'text-field': words,
          'text-font': mediumFont,
          'text-size': 12,
        }}
        paint={{ 'text-color': colour, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 }}
      />
    </Source>
  )
}
