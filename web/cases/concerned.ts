import type { Case, CaseProposal } from '../../server/cases/contract.ts'

/**
 * The works that a proposal is about: those that it changes or links, and those that still conflict with them. "As it is" is
 * about all works of the case.
 */
export function concerned(
  { kind, changes, lead }: CaseProposal['measure'],
  { works, conflicts }: Pick<Case, 'works' | 'conflicts'>,
): Case['works'] {
  if (kind === 'as_is' || works.length <= 2) return works
  const named = new Set(changes.map(({ worksId }) => worksId))
  if (lead) for (const id of [lead.leadId, ...lead.memberIds]) named.add(id)
  const met = conflicts
    .map(({ worksA, worksB }) => [worksA.id, worksB.id])
    .filter((pair) => pair.some((id) => named.has(id)))
  const about = new Set([...named, ...met.flat()])
  return works.filter(({ id }) => about.has(id))
}
