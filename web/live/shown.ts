import { type ChangeKind, changeKinds } from '../../server/live/contract.ts'

/** Where each kind of thing is shown: what was read of it, by the first words of its keys, and layers of the map. */
const places: Record<ChangeKind, { read: readonly string[]; layers: readonly string[] }> = {
  works: {
    read: ['works', 'assessment', 'procedure', 'consultations', 'reviews', 'clearance', 'pavement'],
    layers: ['works', 'footprints', 'works_cells', 'diversions'],
  },
  // lists of works count theirs, and so do the weeks of the time bar
  conflicts: {
    read: ['conflicts', 'cases', 'dig-once', 'works', 'assessment', 'procedure', 'reviews'],
    layers: ['conflicts', 'works_cells'],
  },
  reports: { read: ['reports', 'clearance'], layers: ['reports'] },
  opportunities: { read: ['opportunities'], layers: ['opportunities'] },
  restrictions: {
    read: ['restrictions', 'assessment', 'procedure'],
    layers: ['protected_surfaces', 'constraint_areas'],
  },
  consultations: { read: ['procedure', 'consultations', 'reviews'], layers: [] },
  cases: { read: ['cases'], layers: [] },
  groups: { read: ['dig-once', 'works-groups'], layers: [] },
  calls: { read: ['interest-calls'], layers: [] },
  defects: { read: ['defects', 'procedure', 'clearance', 'pavement'], layers: ['defects'] },
  bans: { read: ['bans', 'procedure', 'clearance'], layers: [] },
  violations: { read: ['violations'], layers: ['violations'] },
  notices: { read: ['notices'], layers: [] },
  visits: { read: ['visits'], layers: [] },
  // what was found decides whether a reinstatement is accepted, and whoever dug cleared
  inspections: { read: ['inspections', 'visits', 'procedure', 'clearance', 'pavement'], layers: [] },
  samples: { read: ['samples', 'clearance', 'pavement'], layers: [] },
  quality: { read: ['quality'], layers: [] },
  meetings: { read: ['meetings'], layers: [] },
  streets: { read: ['streets', 'pavement'], layers: ['streets', 'pavement'] },
  pavement: { read: ['pavement', 'assessment', 'procedure'], layers: ['pavement'] },
  assets: { read: ['assets'], layers: ['assets'] },
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
