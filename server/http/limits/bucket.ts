import type { FastifyRateLimitStore } from '@fastify/rate-limit'

type Told = (error: Error | null, result?: { current: number; ttl: number }) => void

/** So many clients are remembered at most; beyond, the longest known are forgotten. */
const mostClients = 50_000
/** What is a whole number but for the last bits of its fraction. */
const tolerance = 1e-6

const used = (away: number, each: number) => Math.max(0, Math.ceil(away / each - tolerance))

/**
 * Requests that come back evenly, instead of all at once at the end of a window: who asks without end gets through at
 * the pace of the quota, never in bursts. Each client is one number, the moment at which its quota is whole again.
 */
export class Bucket implements FastifyRateLimitStore {
  private readonly whole = new Map<string, number>()
  private readonly clock: () => number

  constructor(_settings?: unknown, clock: () => number = () => performance.now()) {
    this.clock = clock
  }

  /** Takes one; `current` is over `max` where there is none, and `ttl` the milliseconds until there is one. */
  incr(key: string, told: Told, timeWindow: number, max: number): void {
    const now = this.clock()
    const each = timeWindow / max
    const whole = Math.max(now, this.whole.get(key) ?? now) + each
    const early = whole - timeWindow - now
    const isOver = early > tolerance
    if (!isOver) this.keep(key, whole, now)
    told(null, isOver ? { current: max + 1, ttl: early } : { current: used(whole - now, each), ttl: whole - now })
  }

  /** The same without taking one: `current` is `max` where there is none left. */
  read(key: string, told: Told, timeWindow: number, max: number): void {
    const now = this.clock()
    const each = timeWindow / max
    const away = Math.max(0, (this.whole.get(key) ?? now) - now)
    const current = Math.min(max, used(away, each))
    told(null, { current, ttl: current < max ? away : Math.max(0, away + each - timeWindow) })
  }

  child(): Bucket {
    return new Bucket(undefined, this.clock)
  }

  /** Those whose quota is whole again are as if they had never been here. */
  private keep(key: string, moment: number, now: number): void {
    this.whole.delete(key)
    this.whole.set(key, moment)
    if (this.whole.size <= mostClients) return
    for (const [key, whole] of this.whole) if (whole <= now) this.whole.delete(key)
    for (const key of this.whole.keys()) {
      if (this.whole.size <= mostClients) break
      this.whole.delete(key)
    }
  }
}
