import { Source } from '@vis.gl/react-maplibre'
import type { ReactNode } from 'react'
import { useTiles } from '../map/tiles.ts'
import { groundLayers } from './ground.ts'

/** The tiles that places and streets are drawn from; their layers name it by its id, `ground`. */
export function GroundSource({ children }: { children: ReactNode }) {
  const tiles = useTiles(groundLayers)
  return (
    <Source id="ground" type="vector" tiles={tiles} minzoom={6} maxzoom={17}>
      {children}
    </Source>
  )
}
