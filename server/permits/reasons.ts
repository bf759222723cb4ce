import type { Reason } from '../http/problem.ts'
import type { OpenThing } from '../inspections/handover/facts.ts'
import type { Language } from '../language/contract.ts'
import type { LifecycleRefusal } from '../works/lifecycle/rules.ts'
import type { JudgedFinding } from './findings.ts'
import { sayPermits } from './messages.ts'

/** So many findings are named at the most: whoever mends these asks again. */
const mostNamed = 20

/** Findings that are open and stand behind a refusal. */
const behind: Partial<Record<LifecycleRefusal, (finding: JudgedFinding) => boolean>> = {
  blocking_findings: ({ severity, standing }) => severity === 'blocking' && standing !== 'waived',
  limits_crossed: ({ kind, standing }) => kind === 'limit' && standing !== 'waived',
}

/** What stands open on the ground, behind a refusal. */
const openBehind: Partial<Record<LifecycleRefusal, OpenThing['kind']>> = {
  defects_open: 'defect',
  reports_open: 'report',
  samples_open: 'sample',
  violations_open: 'violation',
}

interface Behind {
  findings?: readonly JudgedFinding[] | null
  open?: readonly OpenThing[]
}

/** Everything that stands against a step, in words; a refusal for findings, or for what is open, names each of them. */
export function reasonsOf(
  refusals: readonly LifecycleRefusal[],
  { findings = null, open = [] }: Behind = {},
): Reason[] {
  return refusals.flatMap((code) => {
    const said = sayPermits(`refusal.${code}`)
    const isBehind = behind[code]
    const met = isBehind ? (findings ?? []).filter(isBehind) : []
    const standing = open.filter(({ kind }) => kind === openBehind[code])
    if (met.length + standing.length === 0) return [{ code, detail: said }]
    const named = met.map(({ kind, ruleId, severity, other, explanation }) => ({
      code,
      detail: (language: Language) => `${said(language)} ${explanation}`,
      finding: { kind, ruleId, severity, other },
    }))
    const numbered = standing.map(({ kind, id, number }) => ({
      code,
      detail: (language: Language) => `${said(language)} \u2068${number}\u2069`,
      about: { kind, id, number },
    }))
    return [...named, ...numbered].slice(0, mostNamed)
  })
}
