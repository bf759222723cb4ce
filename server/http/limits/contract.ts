/**
 * How slowly a body may come: a network that carries this much is slow and alive, as in a basement; less, or silence for so long, is
 * nobody. Who sends reckons with the same figures as who receives.
 */
export const bodyPace = { silentMilliseconds: 60_000, leastBytesPerSecond: 1024 } as const

/** How long a body of so many bytes is on its way at the most, and its answer after it. */
export function sendingMilliseconds(bytes: number): number {
  return bodyPace.silentMilliseconds + Math.ceil((bytes / bodyPace.leastBytesPerSecond) * 1000)
}

/** How many days a client may send a request again under its key and be sure that it is done once. */
export const keyDays = 3
