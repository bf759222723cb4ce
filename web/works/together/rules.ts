import type { Address } from '../../address-text.ts'
import { listed } from '../../address-text.ts'

/** As many as fit on one axis, and as the colours of their lines can be told apart. */
export const mostTogether = 8

/** The pages on which several may be open; others show one works beside a list of their own. */
export const togetherPages: readonly string[] = ['/', '/works']

type Chosen = Pick<Address, 'sel' | 'with'>

/** The works that are looked at side by side: the one that is open, and those beside it, each once. */
export function chosenOf({ sel, with: beside }: Chosen): string[] {
  return sel ? [...new Set([sel, ...listed(beside)])].slice(0, mostTogether) : []
}

export function asMembers([sel, ...beside]: readonly string[]): { sel: string | undefined; with: string | undefined } {
  return { sel, with: beside.join(',') || undefined }
}

/** One works more, or without it where it is among them; the last ones stay where there is no more room. */
export function toggledAmong(chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((each) => each !== id)
  return chosen.length < mostTogether ? [...chosen, id] : [...chosen]
}

/** Each of these in the register once, both of whose works are among the chosen. */
export function amongThem<C extends { id: string; worksA: { id: string }; worksB: { id: string } }>(
  conflicts: readonly C[],
  chosen: readonly string[],
): C[] {
  const both = conflicts.filter(({ worksA, worksB }) => chosen.includes(worksA.id) && chosen.includes(worksB.id))
  return [...new Map(both.map((conflict) => [conflict.id, conflict])).values()]
}
