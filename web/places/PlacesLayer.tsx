import { useQuery } from '@tanstack/react-query'
import { Layer, Source } from '@vis.gl/react-maplibre'
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl'
import { useMemo } from 'react'
import type { Municipality } from '../../server/agencies/contract.ts'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { useSpeech } from '../i18n/language.tsx'
import type { Palette } from '../map/palette.ts'
import { boldFont, mediumFont, namePoint } from '../map/style.ts'
import { allOf } from '../map/time-filter.ts'
import { usePalette } from '../map/use-palette.ts'
import { extentOf } from './extent.ts'

const kindIs = (...kinds: string[]): FilterSpecification => ['in', ['get', 'kind'], ['literal', kinds]]

const areaColour = (palette: Palette): ExpressionSpecification => [
  'match',
  ['get', 'kind'],
  'park',
  palette.park,
  'wadi',
  palette.wadi,
  'market',
  palette.market,
  ['school', 'mosque', 'hospital'],
  palette.yard,
  'rgba(0,0,0,0)',
]

const labelColour = (palette: Palette): ExpressionSpecification => [
  'match',
  ['get', 'kind'],
  'park',
  palette.parkLabel,
  'wadi',
  palette.wadiLabel,
  'market',
  palette.marketLabel,
  palette.faint,
]

/** The ground: municipalities, districts, wadi, parks, parcels, buildings, and their names. */
export function PlacesLayer() {
  const { language } = useSpeech()
  const palette = usePalette()
  const label: ExpressionSpecification = ['coalesce', ['get', language], ['get', 'ar'], '']
  const labelPaint = { 'text-color': labelColour(palette), 'text-halo-color': palette.halo, 'text-halo-width': 1.4 }
  return (
    <>
      <Layer
        id="place-areas"
        type="fill"
        source="ground"
        source-layer="places"
        beforeId="slot-ground"
        filter={kindIs('park', 'wadi', 'market', 'school', 'mosque', 'hospital')}
        paint={{ 'fill-color': areaColour(palette) }}
      />
      <Layer
        id="parcels"
        type="line"
        source="ground"
        source-layer="parcels"
        beforeId="slot-ground"
        minzoom={16}
        paint={{ 'line-color': palette.parcel, 'line-width': 0.8 }}
      />
      <Layer
        id="buildings"
        type="fill"
        source="ground"
        source-layer="buildings"
        beforeId="slot-ground"
        minzoom={14.5}
        paint={{
          'fill-color': palette.building,
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14.5, 0, 15.2, 1],
        }}
      />
      <Layer
        id="municipality-lines"
        type="line"
        source="ground"
        source-layer="municipalities"
        beforeId="slot-areas"
        paint={{
          'line-color': palette.boundary,
          'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 14, 1.6],
          'line-dasharray': [5, 2, 1, 2],
          'line-opacity': 0.8,
        }}
      />
      <Layer
        id="district-names"
        type="symbol"
        source="ground"
        source-layer="places"
        beforeId="slot-labels"
        minzoom={12.2}
        maxzoom={16.5}
        filter={allOf(kindIs('district'), namePoint)}
        layout={{
          'text-field': label,
          'text-font': boldFont,
          'text-size': ['interpolate', ['linear'], ['zoom'], 12, 12, 15, 16],
          'text-max-width': 8,
          'text-padding': 10,
        }}
        paint={{
          'text-color': palette.faint,
          'text-halo-color': palette.halo,
          'text-halo-width': 1.6,
          'text-opacity': ['interpolate', ['linear'], ['zoom'], 15.4, 1, 16.4, 0.35],
        }}
      />
      <Layer
        id="place-names"
        type="symbol"
        source="ground"
        source-layer="places"
        beforeId="slot-labels"
        minzoom={13.2}
        filter={allOf(kindIs('park', 'wadi', 'market', 'school', 'mosque', 'hospital'), namePoint)}
        layout={{
          'text-field': label,
          'text-font': mediumFont,
          'text-size': 12,
          'text-max-width': 8,
          'text-padding': 6,
        }}
        paint={labelPaint}
      />
    </>
  )
}

/** One name for each municipality: from tiles it would stand once in every tile. */
export function MunicipalityNames() {
  const { language } = useSpeech()
  const palette = usePalette()
  const municipalities = useQuery(municipalitiesQuery).data
  const data = useMemo(() => namePoints(municipalities ?? []), [municipalities])
  return (
    <Source id="municipality-points" type="geojson" data={data}>
      <Layer
        id="municipality-names"
        type="symbol"
        beforeId="slot-labels"
        maxzoom={13.2}
        layout={{
          'text-field': ['get', language],
          'text-font': boldFont,
          'text-size': ['interpolate', ['linear'], ['zoom'], 8, 12, 12, 16],
          'text-max-width': 9,
          'text-padding': 12,
        }}
        paint={{ 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 }}
      />
    </Source>
  )
}

function namePoints(municipalities: readonly Municipality[]): GeoJSON.FeatureCollection {
  const features = municipalities.flatMap((municipality): GeoJSON.Feature[] => {
    const box = extentOf([municipality])
    if (!box) return []
    const coordinates = [(box.west + box.east) / 2, (box.south + box.north) / 2]
    return [{ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: municipality.name }]
  })
  return { type: 'FeatureCollection', features }
}
