import { useMap } from '@vis.gl/react-maplibre'
import { useEffect } from 'react'
import { usePalette } from './use-palette.ts'

/** The ground beneath everything takes the colour of the theme; the map itself is not made anew for it. */
export function GroundColour() {
  const map = useMap().current
  const { ground } = usePalette()
  useEffect(() => {
    map?.getMap().setPaintProperty('ground', 'background-color', ground)
  }, [map, ground])
  return null
}
