/** How much of the screen a sheet on a phone takes: its head, half, or all of it. */
export const stops = ['peek', 'half', 'full'] as const
export type Stop = (typeof stops)[number]

/** `sheet.css` has the same. */
const peekPixels = 108
const halfShare = 0.5

/** The height of a stop where there is so much room. */
export function heightOf(stop: Stop, room: number): number {
  if (stop === 'full') return room
  return stop === 'half' ? room * halfShare : Math.min(peekPixels, room)
}

/** The stop that a sheet settles at when it is let go. */
export function stopNear(height: number, room: number): Stop {
  const away = (stop: Stop) => Math.abs(heightOf(stop, room) - height)
  return stops.reduce((nearest, stop) => (away(stop) < away(nearest) ? stop : nearest))
}

/** One stop more or less; where there is none, the same. */
export function nextStop(stop: Stop, step: 1 | -1): Stop {
  return stops[stops.indexOf(stop) + step] ?? stop
}

/** The stop a key brings the sheet to, or nothing where the key is not the handle's. */
export function keyedStop(key: string, stop: Stop): Stop | null {
  if (key === 'ArrowUp' || key === 'PageUp') return nextStop(stop, 1)
  if (key === 'ArrowDown' || key === 'PageDown') return nextStop(stop, -1)
  if (key === 'Home') return 'peek'
  return key === 'End' ? 'full' : null
}
