/** So many days a joint visit may be proposed for. */
export const mostDays = 5

/** The days that were added and the one that still stands in its field, in their order and each once. */
export function withDay(days: readonly string[], next: string): string[] {
  return [...new Set(next ? [...days, next] : days)].sort().slice(0, mostDays)
}
