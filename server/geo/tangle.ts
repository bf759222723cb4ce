import type { Position } from './contract.ts'

/** East and north of a step, on one scale. */
function step([x1, y1]: Position, [x2, y2]: Position): [number, number] {
  return [(x2 - x1) * Math.cos((y1 * Math.PI) / 180), y2 - y1]
}

/** The places at which a line turns back on itself: by more than 120 degrees. */
export function sharpTurns(line: readonly Position[]): Position[] {
  return line.filter((at, i) => {
    const [before, after] = [line[i - 1], line[i + 1]]
    if (!before || !after) return false
    const [a, b] = [step(before, at), step(at, after)]
    return a[0] * b[0] + a[1] * b[1] < -0.5 * Math.hypot(...a) * Math.hypot(...b)
  })
}

interface Segment {
  a: Position
  b: Position
  west: number
  east: number
}

function segmentsOf(line: readonly Position[]): Segment[] {
  return line.slice(1).map((b, i) => {
    const a = line[i] as Position
    return { a, b, west: Math.min(a[0], b[0]), east: Math.max(a[0], b[0]) }
  })
}

function side(a: Position, b: Position, point: Position): number {
  return Math.sign((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]))
}

function cross({ a, b }: Segment, { a: c, b: d }: Segment): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** How often the segments of some lines cross each other; counting ends past `most`. */
export function crossings(lines: readonly (readonly Position[])[], most: number): number {
  const segments = lines.flatMap(segmentsOf).sort((one, two) => one.west - two.west)
  let count = 0
  let near: Segment[] = []
  for (const segment of segments) {
    near = near.filter(({ east }) => east >= segment.west)
    for (const other of near) if (cross(segment, other)) count += 1
    if (count > most) return count
    near.push(segment)
  }
  return count
}
