import { describe, expect, it } from 'vitest'
import { loadRulePack } from '../../policy/load.ts'
import type { SampleState } from './contract.ts'
import {
  type Counted,
  isPlanMet,
  judged,
  leastOf,
  planOf,
  resultDue,
  resultFault,
  sampleState,
  samplesDue,
  testOf,
  unitOf,
} from './rules.ts'

const rules = loadRulePack('ksa').inspections.laboratory
const generic = loadRulePack('generic').inspections.laboratory

describe('thresholds', () => {
  it.each([
    ['compaction', 'backfill', 'local', 95],
    ['compaction', 'subbase', 'highway', 98],
    ['compaction', 'base_course', 'highway', 100],
    ['asphalt_thickness', 'asphalt', 'local', 50],
    ['asphalt_thickness', 'asphalt', 'highway', 120],
    ['asphalt_density', 'asphalt', null, 97],
  ] as const)('%s of %s on %s: %d', (kind, layer, streetClass, least) => {
    const test = testOf(rules, kind, layer)
    expect(test && leastOf(test, streetClass)).toBe(least)
  })

  it('are the jurisdiction’s own, and there is none where nobody asks', () => {
    const test = testOf(generic, 'compaction', 'backfill')
    expect(test && leastOf(test, 'local')).toBe(92)
    expect(testOf(generic, 'compaction', 'subbase')).toBe(null)
    expect(testOf(rules, 'compaction', 'asphalt')).toBe(null)
  })

  it.each([
    [94.9, 'failed'],
    [95, 'passed'],
    [101, 'passed'],
  ] as const)('%d against 95: %s', (value, outcome) => expect(judged(value, 95)).toBe(outcome))

  it('have their units', () => {
    expect([unitOf('compaction'), unitOf('asphalt_thickness'), unitOf('asphalt_density')]).toEqual([
      'percent',
      'millimetres',
      'percent',
    ])
  })
})

describe('a sample', () => {
  const dueOn = resultDue('2026-11-20', rules)
  it.each([
    [{ outcome: null, isVoid: false }, '2026-11-27', 'waiting'],
    [{ outcome: null, isVoid: false }, '2026-11-28', 'late'],
    [{ outcome: 'passed', isVoid: false }, '2026-12-28', 'passed'],
    [{ outcome: 'failed', isVoid: false }, '2026-11-21', 'failed'],
    [{ outcome: null, isVoid: true }, '2026-12-28', 'void'],
  ] as const)('%j on %s is %s', (standing, today, state) =>
    expect(sampleState({ ...standing, dueOn }, today)).toBe(state),
  )
})

const works = { lengthMetres: 240, areaSquareMetres: 400, method: 'open_cut', streetClass: 'local' } as const

describe('the plan', () => {
  it.each([
    [240, 400, 'open_cut', [3, 3, 3, 3, 3]],
    [1, 1, 'open_cut', [1, 1, 1, 1, 1]],
    [100, 250, 'open_cut', [1, 1, 1, 1, 1]],
    [100.1, 250, 'open_cut', [2, 2, 2, 2, 2]],
    [10, 1001, 'open_cut', [5, 5, 5, 5, 5]],
    [240, 400, 'micro_trench', [3, 3]],
    [240, 400, 'trenchless', []],
  ] as const)('of %d m and %d m², %s: %j', (lengthMetres, areaSquareMetres, method, due) =>
    expect(samplesDue({ lengthMetres, areaSquareMetres, method }, rules).map((each) => each.due)).toEqual(due),
  )

  const one = (id: string, state: SampleState, retestOf: string | null = null): Counted => ({
    id,
    state,
    retestOf,
    kind: 'compaction',
    layer: 'backfill',
  })
  it.each([
    ['nothing taken', [], { taken: 0, missing: 3 }],
    [
      'all passed',
      [one('a', 'passed'), one('b', 'passed'), one('c', 'passed')],
      { taken: 3, passed: 3, missing: 0, failed: 0 },
    ],
    [
      'one waits, one is late',
      [one('a', 'passed'), one('b', 'waiting'), one('c', 'late')],
      { waiting: 1, late: 1, missing: 0 },
    ],
    ['one failed', [one('a', 'failed')], { failed: 1, taken: 1, missing: 2 }],
    [
      'failed, taken again, passed',
      [one('a', 'failed'), one('b', 'passed', 'a')],
      { failed: 0, taken: 1, passed: 1, missing: 2 },
    ],
    [
      'failed twice, then passed',
      [one('a', 'failed'), one('b', 'failed', 'a'), one('c', 'passed', 'a')],
      { failed: 0, taken: 1 },
    ],
    ['failed twice', [one('a', 'failed'), one('b', 'failed', 'a')], { failed: 2, taken: 1 }],
    ['a void one counts for nothing', [one('a', 'void')], { taken: 0, missing: 3 }],
    ['more than are due', ['a', 'b', 'c', 'd'].map((id) => one(id, 'passed')), { taken: 4, missing: 0 }],
  ] as const)('where %s', (_what, samples, expected) => {
    const [line] = planOf(works, rules, samples)
    expect(line).toMatchObject({ kind: 'compaction', layer: 'backfill', least: 95, due: 3, ...expected })
  })

  it('is met where nothing is missing, waits or has failed', () => {
    const line = {
      kind: 'compaction',
      layer: 'backfill',
      least: 95,
      due: 1,
      taken: 1,
      passed: 1,
      waiting: 0,
      late: 0,
      failed: 0,
      missing: 0,
    } as const
    expect(isPlanMet([line])).toBe(true)
    expect(isPlanMet([])).toBe(true)
    for (const what of ['missing', 'waiting', 'late', 'failed'] as const)
      expect(isPlanMet([line, { ...line, [what]: 1 }])).toBe(false)
  })
})

describe('a result', () => {
  const judging = { kind: 'compaction', takenOn: '2026-11-20', today: '2026-11-24', last: null, rules } as const
  const given = { value: 96, testedOn: '2026-11-22', reason: null }
  const last = { value: 91, testedOn: '2026-11-21' }
  it.each([
    ['the first', given, {}, null],
    ['on the day that it was taken', { ...given, testedOn: '2026-11-20' }, {}, null],
    ['an impossible figure', { ...given, value: 960 }, {}, 'implausible'],
    ['no figure', { ...given, value: Number.NaN }, {}, 'implausible'],
    ['no day', { ...given, testedOn: '2026-02-30' }, {}, 'not_a_day'],
    ['tested before it was taken', { ...given, testedOn: '2026-11-19' }, {}, 'tested_before_taken'],
    ['tested tomorrow', { ...given, testedOn: '2026-11-25' }, {}, 'tested_after_today'],
    ['a correction without a reason', given, { last }, 'reason_missing'],
    ['a correction with a blank reason', { ...given, reason: '  ' }, { last }, 'reason_missing'],
    ['a correction', { ...given, reason: 'The scale was wrong.' }, { last }, null],
    ['the same again', { ...last, reason: null }, { last }, 'nothing_new'],
  ] as const)('%s', (_what, result, more, code) =>
    expect(resultFault(result, { ...judging, ...more })?.code ?? null).toBe(code),
  )
})
