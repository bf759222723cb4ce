import { useQuery } from '@tanstack/react-query'
import { Layer, Source } from '@vis.gl/react-maplibre'
import type { Basemap } from '../../server/basemap/contract.ts'
import { readyQuery } from '../agencies/queries.ts'
import type { Palette } from '../map/palette.ts'
import { usePalette } from '../map/use-palette.ts'

/** Fetched with its reader only where the operator has named a base map. */
function groundQuery(basemap: Basemap | null, palette: Palette) {
  return {
    queryKey: ['basemap', basemap, palette.ground],
    queryFn: async () => (basemap ? (await import('./ground.ts')).readGround(basemap, palette) : null),
    staleTime: Number.POSITIVE_INFINITY,
  }
}

/** The operator's base map, under everything of ours; our own streets and places stand on it. */
export function BasemapLayer() {
  const ready = useQuery(readyQuery)
  const { data: ground } = useQuery(groundQuery(ready.data?.basemap ?? null, usePalette()))
  if (!ground) return null
  return (
    <>
      {Object.entries(ground.sources).map(([id, source]) => (
        <Source key={id} id={id} {...source} />
      ))}
      {ground.layers.map((layer) => (
        <Layer key={layer.id} {...layer} beforeId="slot-basemap" />
      ))}
    </>
  )
}
