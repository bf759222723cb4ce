import type { AmendmentDecision, Procedure } from '../../../server/permits/contract.ts'

export type StoppingFinding = NonNullable<Procedure['findings']>[number]

/** What stands against a proposal unless the office lets it pass. */
export function stoppingOf(findings: readonly StoppingFinding[] | null): StoppingFinding[] {
  return (findings ?? []).filter(({ severity, standing }) => severity === 'blocking' && standing !== 'waived')
}

/** Each finding as it was seen, with the reason at its place. */
export function waiversOf(
  findings: readonly StoppingFinding[],
  reasons: readonly string[],
): NonNullable<AmendmentDecision['waivers']> {
  return findings.map(({ kind, ruleId, other: { type, id, version } }, at) => ({
    kind,
    ruleId,
    other: { type, id, version },
    reason: (reasons[at] ?? '').trim(),
  }))
}
