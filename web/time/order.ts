/** The earlier of two days. */
export function earlier(a: string, b: string): string {
  if (a < b) return a
  return b
}

/** The later of two days. */
export function later(a: string, b: string): string {
  if (a > b) return a
  return b
}
