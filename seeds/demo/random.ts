/** A stream of numbers that is the same on every machine and in every run. */
export type Random = {
  /** From 0, below 1. */
  next(): number
  between(low: number, high: number): number
  /** Both ends included. */
  integer(low: number, high: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks by weight. */
  weigh<T>(from: readonly (readonly [item: T, weight: number])[]): T
  /** Mean 0, deviation 1. */
  normal(): number
  shuffle<T>(items: readonly T[]): T[]
}

/** 32 bits of a text (FNV-1a with a final mix). */
function hash(text: string, salt = 0): number {
  let value = 0x811c9dc5 ^ salt
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** One stream per noun, so that a change to the buildings leaves the works where they were. */
export function randomOf(noun: string): Random {
  let state = hash(noun)
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number) => low + next() * (high - low)
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)] as T
  return {
    next,
    between,
    integer,
    pick,
    chance: (share) => next() < share,
    weigh: (from) => {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of from) {
        left -= weight
        if (left < 0) return item
      }
      return (from.at(-1) as (typeof from)[number])[0]
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (items) => {
      const mixed = [...items]
      for (let i = mixed.length - 1; i > 0; i--) {
        const j = integer(0, i)
        ;[mixed[i], mixed[j]] = [mixed[j] as (typeof mixed)[number], mixed[i] as (typeof mixed)[number]]
      }
      return mixed
    },
  }
}

/** 2025-01-01T00:00:00Z: the instant that the ids of the demo city claim, in milliseconds. */
const idEpoch = 1_735_689_600_000

/** The same id for the same thing in every run, in the form of a UUIDv7; ids of one noun sort by their number. */
export function idOf(noun: string, number: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const time = hex(idEpoch + (hash(noun) % 1000) * 1_000_000 + number, 12)
  const bits = [1, 2, 3].map((salt) => hash(`${noun}:${number}`, salt)) as [number, number, number]
  const variant = hex(0x8000 | (bits[0] & 0x3fff), 4)
  const tail = `${hex(bits[1], 8)}${hex(bits[2] & 0xffff, 4)}`
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(bits[0] >>> 20, 3)}-${variant}-${tail}`
}
