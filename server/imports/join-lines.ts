import type { Position } from '../geo/contract.ts'

/**
 * Joins lines that touch end to end, where no third one meets them: the same route in fewer parts. Files drawn in CAD
 * come as hundreds of two-point pieces. No position is added, moved or lost.
 */
export function joinLines(lines: readonly Position[][]): Position[][] {
  const meeting = new Map<string, number[]>()
  for (const [i, line] of lines.entries())
    for (const end of [line[0], line.at(-1)] as Position[]) meeting.set(key(end), [...(meeting.get(key(end)) ?? []), i])
  const used = new Set<number>()
  const joined: Position[][] = []
  for (const [i, line] of lines.entries()) {
    if (used.has(i)) continue
    used.add(i)
    const chain = grow([...line], { lines, meeting, used })
    joined.push(grow(chain.reverse(), { lines, meeting, used }).reverse())
  }
  return joined
}

interface Pieces {
  lines: readonly Position[][]
  meeting: ReadonlyMap<string, number[]>
  used: Set<number>
}

function grow(chain: Position[], { lines, meeting, used }: Pieces): Position[] {
  for (;;) {
    const end = key(chain.at(-1) as Position)
    const here = meeting.get(end) ?? []
    const next = here.length === 2 ? here.find((i) => !used.has(i)) : undefined
    const line = next === undefined ? undefined : lines[next]
    if (next === undefined || !line) return chain
    used.add(next)
    chain.push(...(key(line[0] as Position) === end ? line : line.toReversed()).slice(1))
  }
}

function key([x, y]: Position): string {
  return `${x},${y}`
}
