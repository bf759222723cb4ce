import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'
import { addProtocol } from 'maplibre-gl'
import { PMTiles, Protocol, TileType } from 'pmtiles'
import type { Basemap } from '../../server/basemap/contract.ts'
import type { Palette } from '../map/palette.ts'

/** What lies under our own layers: sources by their ids, and layers from the ground up. */
export interface Ground {
  sources: Record<string, SourceSpecification>
  layers: LayerSpecification[]
}

const own = (id: string) => `basemap-${id}`
let protocol: Protocol | undefined

/** Reads a base map. Its words are left out: names in both languages are ours, and two of each would stand on the map. */
export async function readGround({ kind, url }: Basemap, palette: Palette): Promise<Ground> {
  const address = new URL(url, window.location.href).href
  if (kind === 'tiles') return groundOfTiles(address, palette)
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return groundOfStyle((await response.json()) as StyleSpecification, address)
}

/** Only what needs neither fonts nor pictures, under ids of its own. */
export function groundOfStyle({ sources, layers }: StyleSpecification, address: string): Ground {
  const drawn = layers.filter(
    (layer) => layer.type !== 'symbol' && !Object.keys(layer.paint ?? {}).some((name) => name.endsWith('-pattern')),
  )
  return {
    sources: Object.fromEntries(Object.entries(sources).map(([id, source]) => [own(id), absolute(source, address)])),
    layers: drawn.map((layer) => ({
      ...layer,
      id: own(layer.id),
      ...('source' in layer ? { source: own(layer.source) } : {}),
    })) as LayerSpecification[],
  }
}

function absolute(source: SourceSpecification, address: string): SourceSpecification {
  const whole = (text: string) => decodeURI(new URL(text, address).href)
  return {
    ...source,
    ...('url' in source && source.url ? { url: whole(source.url) } : {}),
    ...('tiles' in source && source.tiles ? { tiles: source.tiles.map(whole) } : {}),
  } as SourceSpecification
}

async function groundOfTiles(address: string, palette: Palette): Promise<Ground> {
  if (!protocol) {
    protocol = new Protocol()
    addProtocol('pmtiles', protocol.tile)
  }
  const archive = new PMTiles(address)
  protocol.add(archive)
  const { tileType } = await archive.getHeader()
  const source = own('tiles')
  const url = `pmtiles://${address}`
  if (tileType !== TileType.Mvt)
    return {
      sources: { [source]: { type: 'raster', url, tileSize: 256 } },
      layers: [{ id: own('pictures'), type: 'raster', source }],
    }
  const { vector_layers = [] } = (await archive.getMetadata()) as { vector_layers?: { id: string }[] }
  return {
    sources: { [source]: { type: 'vector', url } },
    layers: vector_layers.flatMap(({ id }) => drawn(source, id, palette)),
  }
}

/** Colours by what the usual schemas (Protomaps, OpenMapTiles) call their layers; anything else is drawn faintly. */
const coloursOf = (palette: Palette): readonly (readonly [name: RegExp, area: string, line: string])[] => [
  [/water|ocean/, palette.water, palette.shore],
  [/park|green|landcover|landuse|natural/, palette.park, 'rgba(0,0,0,0)'],
  [/building/, palette.building, palette.casing],
  [/road|transport|street|highway/, palette.road, palette.road],
  [/earth|land/, palette.ground, 'rgba(0,0,0,0)'],
  [/./, 'rgba(0,0,0,0)', palette.casing],
]

function drawn(source: string, name: string, palette: Palette): LayerSpecification[] {
  const [, area = '', line = ''] = coloursOf(palette).find(([pattern]) => pattern.test(name)) ?? []
  const common = { source, 'source-layer': name }
  return [
    {
      ...common,
      id: own(`${name}-areas`),
      type: 'fill',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': area },
    },
    {
      ...common,
      id: own(`${name}-lines`),
      type: 'line',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': line, 'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 18, 6] },
    },
  ]
}
