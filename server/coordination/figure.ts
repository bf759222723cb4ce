/** A measured figure as it is told: whole, but with a decimal below ten, and never nought where there is something. */
export function figure(value: number): number {
  if (value >= 10) return Math.round(value)
  return value > 0 ? Math.max(Math.round(value * 10) / 10, 0.1) : 0
}

/** A figure as it goes out on the wire: to the centimetre. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}
