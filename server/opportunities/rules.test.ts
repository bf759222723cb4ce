import { describe, expect, it } from 'vitest'
import { opportunityStages } from './contract.ts'
import { deadlineFault, mayGo, stagesFrom } from './rules.ts'

describe('stages', () => {
  it('are offered as they may follow', () => {
    for (const stage of opportunityStages)
      expect([...stagesFrom(stage)].sort()).toEqual(opportunityStages.filter((to) => mayGo(stage, to)).sort())
  })

  it('go one by one, prequalification being optional', () => {
    const order = opportunityStages.filter((stage) => stage !== 'cancelled')
    for (const [i, stage] of order.entries()) {
      const forward = order.filter((other) => other !== stage && mayGo(stage, other))
      expect(forward, stage).toEqual(stage === 'planned' ? ['prequalification', 'open'] : order.slice(i + 1, i + 2))
    }
  })

  it('may be cancelled until the site is handed over, and never come back', () => {
    const cancellable = opportunityStages.filter((stage) => stage !== 'cancelled' && mayGo(stage, 'cancelled'))
    expect(cancellable.at(-1)).toBe('contracted')
    expect(opportunityStages.filter((stage) => mayGo('cancelled', stage))).toEqual(['cancelled'])
    expect(mayGo('operating', 'operating')).toBe(true)
  })
})

describe('deadlines', () => {
  it.each([
    [null, null, null],
    ['2026-12-01', '2026-12-01', null],
    [null, '2026-12-01', null],
    ['2026-12-02', '2026-12-01', { path: 'bidsUntil', code: 'bids_before_questions' }],
    ['0000-01-01', null, { path: 'questionsUntil', code: 'out_of_range' }],
    [null, '2026-02-30', { path: 'bidsUntil', code: 'not_a_day' }],
  ])('%s, %s: %o', (questionsUntil, bidsUntil, fault) => {
    expect(deadlineFault({ questionsUntil, bidsUntil })).toEqual(fault)
  })
})
