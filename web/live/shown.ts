import { type ChangeKind, changeKinds } from '../../server/live/contract.ts'

/** Where each kind of thing is shown: what was read of it, by the first words of its keys, and layers of the map. */
const places: Record<ChangeKind, { read: readonly string[]; layers: readonly string[] }> = {
  works: {
    read: ['works', 'assessment', 'procedure', 'consultations', 'reviews'],
    layers: ['works', 'footprints', 'works_cells'],
  },
  // lists of works count theirs, and so do the weeks of the time bar
  conflicts: {
    read: ['conflicts', 'works', 'assessment', 'procedure', 'reviews'],
    layers: ['conflicts', 'works_cells'],
  },
  reports: { read: ['reports'], layers: ['reports'] },
  opportunities: { read: ['opportunities'], layers: ['opportunities'] },
  restrictions: { read: ['assessment', 'procedure'], layers: ['protected_surfaces', 'constraint_areas'] },
  consultations: { read: ['procedure', 'consultations', 'reviews'], layers: [] },
  streets: { read: ['streets'], layers: ['streets'] },
}

/** What is to be read again, and drawn again, after changes of these kinds; each once. */
export function shownOf(kinds: readonly ChangeKind[]): { read: string[]; layers: string[] } {
  const all = kinds.map((kind) => places[kind])
  return {
    read: [...new Set(all.flatMap(({ read }) => read))],
    layers: [...new Set(all.flatMap(({ layers }) => layers))],
  }
}

/** Kinds that this page knows: a newer server may tell of more. */
export function knownKinds(kinds: readonly string[]): ChangeKind[] {
  return changeKinds.filter((kind) => kinds.includes(kind))
}
