import { distance, heading, move, nearestOn, type Spot, toward } from './plane.ts'

export function lengthOf(line: readonly Spot[]): number {
  let sum = 0
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1] as Spot, line[i] as Spot)
  return sum
}

/** The spot so many metres along a line and the heading there; its end beyond the end. */
export function at(line: readonly Spot[], metres: number): { spot: Spot; angle: number } {
  let left = Math.max(0, metres)
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as Spot, line[i] as Spot]
    const step = distance(a, b)
    if (left <= step && step > 0) return { spot: toward(a, b, left / step), angle: heading(a, b) }
    left -= step
  }
  const [a, b] = [line.at(-2) as Spot, line.at(-1) as Spot]
  return { spot: b, angle: heading(a, b) }
}

/** The part of a line between two distances along it. */
export function stretch(line: readonly Spot[], from: number, to: number): Spot[] {
  const part: Spot[] = [at(line, from).spot]
  let travelled = 0
  for (let i = 1; i < line.length; i++) {
    travelled += distance(line[i - 1] as Spot, line[i] as Spot)
    if (travelled > from + 0.5 && travelled < to - 0.5) part.push(line[i] as Spot)
  }
  part.push(at(line, to).spot)
  return part
}

/** A line beside a line: positive metres to the left. Corners are mitred, at most to twice the metres. */
export function beside(line: readonly Spot[], metres: number): Spot[] {
  return line.map((spot, i) => {
    const before = i > 0 ? heading(line[i - 1] as Spot, spot) : heading(spot, line[1] as Spot)
    const after = i < line.length - 1 ? heading(spot, line[i + 1] as Spot) : before
    const turn = Math.atan2(Math.sin(after - before), Math.cos(after - before))
    return move(spot, before + turn / 2 + Math.PI / 2, metres / Math.max(0.5, Math.cos(turn / 2)))
  })
}

/** Fewer vertices for the same line, none of them further off than the metres given (Douglas and Peucker). */
export function simplified(line: readonly Spot[], metres: number): Spot[] {
  const keep = new Set([0, line.length - 1])
  const open: [number, number][] = [[0, line.length - 1]]
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [from, to] = pair
    const [a, b] = [line[from] as Spot, line[to] as Spot]
    let [most, worst] = [metres, -1]
    for (let i = from + 1; i < to; i++) {
      const off = distance(line[i] as Spot, nearestOn(a, b, line[i] as Spot))
      if (off > most) [most, worst] = [off, i]
    }
    if (worst < 0) continue
    keep.add(worst)
    open.push([from, worst], [worst, to])
  }
  return line.filter((_, i) => keep.has(i))
}

/** The strip between two lines beside a line, as an open ring. */
export function strip(line: readonly Spot[], left: number, right: number): Spot[] {
  return [...beside(line, left), ...beside(line, right).reverse()]
}

/** A rectangle standing on a front of so many metres, as an open ring. */
export function rectangle(front: Spot, angle: number, width: number, depth: number): Spot[] {
  const [left, right] = [move(front, angle + Math.PI, width / 2), move(front, angle, width / 2)]
  return [left, right, move(right, angle + Math.PI / 2, depth), move(left, angle + Math.PI / 2, depth)]
}
