import { beside, simplified } from './lines.ts'
import { areaOf, heading, isSimple, type Spot } from './plane.ts'

function neighboursOf(lines: readonly (readonly Spot[])[]): Map<Spot, Set<Spot>> {
  const neighbours = new Map<Spot, Set<Spot>>()
  const link = (a: Spot, b: Spot) => neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b))
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      link(line[i - 1] as Spot, line[i] as Spot)
      link(line[i] as Spot, line[i - 1] as Spot)
    }
  const loose = [...neighbours.keys()].filter((spot) => neighbours.get(spot)?.size === 1)
  for (let end = loose.pop(); end; end = loose.pop()) {
    for (const next of neighbours.get(end) ?? []) {
      const others = neighbours.get(next)
      others?.delete(end)
      if (others?.size === 1) loose.push(next)
    }
    neighbours.delete(end)
  }
  return neighbours
}

/** The areas that lines with shared vertices enclose, as open rings, counter-clockwise; dead ends are left out. */
export function facesOf(lines: readonly (readonly Spot[])[]): Spot[][] {
  const around = new Map<Spot, Spot[]>()
  for (const [spot, others] of neighboursOf(lines))
    around.set(
      spot,
      [...others].sort((a, b) => heading(spot, a) - heading(spot, b)),
    )
  const walked = new Map<Spot, Set<Spot>>()
  const faces: Spot[][] = []
  for (const [start, others] of around)
    for (const first of others) {
      const ring: Spot[] = []
      let [from, to] = [start, first]
      while (!walked.get(from)?.has(to)) {
        walked.set(from, (walked.get(from) ?? new Set()).add(to))
        ring.push(from)
        const arms = around.get(to) as Spot[]
        const next = arms[(arms.indexOf(from) + arms.length - 1) % arms.length] as Spot
        ;[from, to] = [to, next]
      }
      if (ring.length > 2 && areaOf(ring) > 0) faces.push(ring)
    }
  return faces
}

/** A counter-clockwise ring drawn inward by so many metres, as coarsely as it takes; null where nothing sound is left. */
export function inset(ring: readonly Spot[], metres: number): Spot[] | null {
  for (const coarse of [2, 5, 10, 18]) {
    const plain = simplified([...ring, ring[0] as Spot], coarse).slice(0, -1)
    if (plain.length < 3) return null
    const around = [plain.at(-1) as Spot, ...plain, plain[0] as Spot]
    const inner = beside(around, metres + coarse / 3).slice(1, -1)
    if (areaOf(inner) > 0 && areaOf(inner) < areaOf(plain) && isSimple(inner)) return inner
  }
  return null
}
