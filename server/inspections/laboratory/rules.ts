import { addDays, isDay } from '../../time/rules.ts'
import type { Method } from '../../works/contract.ts'
import type { Outcome, PlanLine, SampleState } from './contract.ts'
import type { SampleKind, SampleLayer } from './kinds.ts'
import type { LaboratoryRules, LaboratoryTest, LeastByClass } from './pack.ts'

export type { SampleKind, SampleLayer } from './kinds.ts'
export { sampleKinds, sampleLayers } from './kinds.ts'

/** Per cent of the reference density, or millimetres. */
export function unitOf(kind: SampleKind): 'percent' | 'millimetres' {
  return kind === 'asphalt_thickness' ? 'millimetres' : 'percent'
}

type StreetClass = keyof LeastByClass

/** The test of a kind and a layer, where the pack asks for one. */
export function testOf(rules: LaboratoryRules, kind: SampleKind, layer: SampleLayer): LaboratoryTest | null {
  return rules.tests.find((test) => test.kind === kind && test.layer === layer) ?? null
}

/** What a test has to reach on a street of this class; where no street is known there, what holds then. */
export function leastOf({ least }: LaboratoryTest, streetClass: string | null): number {
  return least[(streetClass ?? 'unknown') as StreetClass] ?? least.unknown
}

/** Exactly the threshold is enough. */
export function judged(value: number, least: number): Outcome {
  return value >= least ? 'passed' : 'failed'
}

interface Standing {
  outcome: Outcome | null
  isVoid: boolean
  /** The last day on which its result is in time. */
  dueOn: string
}

/** How a sample stands on a day: a result that came late is a result. */
export function sampleState({ outcome, isVoid, dueOn }: Standing, today: string): SampleState {
  if (isVoid) return 'void'
  if (outcome) return outcome
  return today > dueOn ? 'late' : 'waiting'
}

export function resultDue(takenOn: string, { resultDays }: LaboratoryRules): string {
  return addDays(takenOn, resultDays)
}

/** What of a works decides how many samples are due. */
interface Measured {
  lengthMetres: number
  areaSquareMetres: number
  method: Method
}

type DueTest = Pick<PlanLine, 'kind' | 'layer' | 'due'> & { test: LaboratoryTest }

/** How many samples of each kind and layer a works owes, in the order of the pack. */
export function samplesDue(works: Measured, { tests }: LaboratoryRules): DueTest[] {
  return tests
    .filter(({ methods }) => methods.includes(works.method))
    .map((test) => ({ kind: test.kind, layer: test.layer, due: dueOf(works, test), test }))
}

function dueOf({ lengthMetres, areaSquareMetres }: Measured, test: LaboratoryTest): number {
  return Math.max(
    test.fewest,
    Math.ceil(lengthMetres / test.everyMetres),
    Math.ceil(areaSquareMetres / test.everySquareMetres),
  )
}

/** Of a works' sample, what decides where its plan stands. */
export interface Counted {
  id: string
  kind: SampleKind
  layer: SampleLayer
  state: SampleState
  /** The failed sample at whose place it was taken again. */
  retestOf: string | null
}

/**
 * Where the plan of a works stands. A sample taken again is no further one; one that failed stands as failed until one
 * taken again at its place has passed.
 */
export function planOf(
  works: Measured & { streetClass: string | null },
  rules: LaboratoryRules,
  samples: readonly Counted[],
): PlanLine[] {
  const failed = unsettled(samples)
  return samplesDue(works, rules).map(({ kind, layer, due, test }) => {
    const own = samples.filter((one) => one.kind === kind && one.layer === layer && one.state !== 'void')
    const first = own.filter(({ retestOf }) => retestOf === null)
    const count = (state: SampleState) => own.filter((one) => one.state === state).length
    return {
      kind,
      layer,
      least: leastOf(test, works.streetClass),
      due,
      taken: first.length,
      passed: count('passed'),
      waiting: count('waiting'),
      late: count('late'),
      failed: own.filter((one) => failed.includes(one)).length,
      missing: Math.max(0, due - first.length),
    }
  })
}

/** Those that failed, and that none taken again at their place has passed for. */
export function unsettled<One extends Counted>(samples: readonly One[]): One[] {
  const mended = new Set(samples.flatMap(({ state, retestOf }) => (state === 'passed' && retestOf ? [retestOf] : [])))
  return samples.filter(({ id, state, retestOf }) => state === 'failed' && !mended.has(retestOf ?? id))
}

/** Nothing is missing, waits or has failed: what a handover asks. */
export function isPlanMet(lines: readonly PlanLine[]): boolean {
  return lines.every(({ missing, waiting, late, failed }) => missing + waiting + late + failed === 0)
}

export interface GivenResult {
  value: number
  testedOn: string
  reason: string | null
}

/** Why a result is none: the member at fault and the reason. */
export type ResultFault = {
  path: 'value' | 'testedOn' | 'reason'
  code: 'implausible' | 'not_a_day' | 'tested_before_taken' | 'tested_after_today' | 'reason_missing' | 'nothing_new'
}

interface Judging {
  kind: SampleKind
  takenOn: string
  today: string
  /** The result that stands, which this one corrects. */
  last: { value: number; testedOn: string } | null
  rules: LaboratoryRules
}

/** A result is never edited: another one corrects it and says why. [S] */
export function resultFault({ value, testedOn, reason }: GivenResult, judging: Judging): ResultFault | null {
  const { kind, takenOn, today, last, rules } = judging
  const { from, to } = rules.plausible[kind]
  if (!(value >= from && value <= to)) return { path: 'value', code: 'implausible' }
  if (!isDay(testedOn)) return { path: 'testedOn', code: 'not_a_day' }
  if (testedOn < takenOn) return { path: 'testedOn', code: 'tested_before_taken' }
  if (testedOn > today) return { path: 'testedOn', code: 'tested_after_today' }
  if (last && last.value === value && last.testedOn === testedOn) return { path: 'value', code: 'nothing_new' }
  if (last && !reason?.trim()) return { path: 'reason', code: 'reason_missing' }
  return null
}
