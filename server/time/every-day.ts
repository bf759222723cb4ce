import { addDays, dayAt, startOfDay } from './rules.ts'

/** The clock of the machine may be set: it is looked at so often, whatever the hour. */
const longestMilliseconds = 10 * 60_000

/**
 * Does some work once on each calendar day of a zone: now, and soon after each midnight. Work that fails is tried again.
 * Gives the function that ends it.
 */
export function everyDay(
  { clock, zone }: { clock: () => Date; zone: string },
  work: (today: string) => Promise<unknown>,
  onFailure: (error: unknown) => void,
): () => void {
  let done = ''
  let timer: NodeJS.Timeout | undefined
  let ended = false
  const look = async () => {
    const today = dayAt(clock(), zone)
    if (today !== done)
      try {
        await work(today)
        done = today
      } catch (error) {
        onFailure(error)
      }
    const midnight = startOfDay(addDays(today, 1), zone).getTime() - clock().getTime()
    if (!ended) timer = setTimeout(() => void look(), Math.min(Math.max(midnight, 1000), longestMilliseconds)).unref()
  }
  void look()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}
