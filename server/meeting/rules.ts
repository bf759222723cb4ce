import type { Polygon, Position } from '../geo/contract.ts'
import type { Period } from '../time/contract.ts'
import { addDays, addMonths, dayNumber } from '../time/rules.ts'

const monthsOfQuarter = 3

/** `2027-Q1` → its days; null for what is no quarter. */
export function quarterDays(quarter: string): Period | null {
  const [, year, of] = /^(20\d\d)-Q([1-4])$/.exec(quarter) ?? []
  if (!year || !of) return null
  const start = addMonths(`${year}-01-01`, (Number(of) - 1) * monthsOfQuarter)
  return { start, end: addDays(addMonths(start, monthsOfQuarter), -1) }
}

/** The quarter before one: of the first that can be named, too. */
export function daysBefore({ start }: Period): Period {
  return { start: addMonths(start, -monthsOfQuarter), end: addDays(start, -1) }
}

/** The quarter that holds a day. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / monthsOfQuarter)}`
}

/** So many quarters on; back where it is negative. */
export function quarterAfter(quarter: string, quarters: number): string {
  const days = quarterDays(quarter)
  return days ? quarterOf(addMonths(days.start, quarters * monthsOfQuarter)) : quarter
}

/** Whether a surface is held against digging when a period begins; the day that is told is the first on which it no more is. */
export function isHeld(holdUntil: string | null, { start }: Period): boolean {
  return holdUntil !== null && holdUntil > start
}

/** Days from today until a day; negative once it has passed. */
export function daysUntil(day: string, today: string): number {
  return dayNumber(day) - dayNumber(today)
}

/** `46.7,24.7;46.71,24.7;46.71,24.71` → the area that has these corners, closed. */
export function readCorners(text: string): Polygon {
  const corners = text.split(';').map((corner) => corner.split(',').map(Number) as Position)
  const [first, last] = [corners[0] as Position, corners.at(-1) as Position]
  const isClosed = corners.length > 3 && first[0] === last[0] && first[1] === last[1]
  return { type: 'Polygon', coordinates: [isClosed ? corners : [...corners, first]] }
}

/** About a metre: as exactly as anybody means the edge of a meeting's area. */
const decimals = 5

/** The corners of an area as an address names them; the way back to the first is left out. */
export function writeCorners({ coordinates: [ring = []] }: Polygon): string {
  return ring
    .slice(0, -1)
    .map((place) => place.map((degrees) => Number(degrees.toFixed(decimals))).join(','))
    .join(';')
}

interface Listing<Item> {
  groups: readonly { items: readonly Item[] }[]
}

/** The number of each item, counted from one through the whole agenda. */
export function numbersOf<Item extends object>(points: readonly Listing<Item>[]): Map<Item, number> {
  const items = points.flatMap(({ groups }) => groups.flatMap((group) => group.items))
  return new Map(items.map((item, at) => [item, at + 1]))
}

interface Linked {
  number: number
  point: string
  worksIds: readonly string[]
}

/** For each item those about one of its works that stand under another point of the agenda, by number: its neighbours are read anyway. */
export function linksOf(items: readonly Linked[]): Map<number, number[]> {
  const byWorks = new Map<string, Linked[]>()
  for (const item of items) for (const id of new Set(item.worksIds)) byWorks.set(id, [...(byWorks.get(id) ?? []), item])
  return new Map(
    items.map(({ number, point, worksIds }) => {
      const others = worksIds.flatMap((id) => byWorks.get(id) ?? []).filter((other) => other.point !== point)
      return [number, [...new Set(others.map((other) => other.number))].sort((a, b) => a - b)]
    }),
  )
}

/** Which of the places, the first before the others, can be marked so that no mark covers another; the rest is left out. */
export function apart(places: readonly Position[], least: number): boolean[] {
  const taken: Position[] = []
  return places.map((place) => {
    const isFree = taken.every((other) => Math.hypot(other[0] - place[0], other[1] - place[1]) >= least)
    if (isFree) taken.push(place)
    return isFree
  })
}
