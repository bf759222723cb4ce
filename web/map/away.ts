export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** Below this the city is a dot. */
const dotZoom = 7

/** Does the map show nothing of the city, nor of the ground around it? */
export function isAway(view: Box, zoom: number, city: Box): boolean {
  if (zoom < dotZoom) return true
  const [across, up] = [(city.east - city.west) / 2, (city.north - city.south) / 2]
  return (
    view.east < city.west - across ||
    view.west > city.east + across ||
    view.north < city.south - up ||
    view.south > city.north + up
  )
}
