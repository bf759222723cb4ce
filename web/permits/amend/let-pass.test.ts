import { expect, it } from 'vitest'
import { type StoppingFinding, stoppingOf, waiversOf } from './let-pass.ts'

const finding = (id: string, more: Partial<StoppingFinding> = {}): StoppingFinding => ({
  kind: 'clash',
  ruleId: 'clash',
  severity: 'blocking',
  standing: 'open',
  explanation: 'They meet.',
  waiver: null,
  other: { type: 'works', id, version: 3, number: null, title: 'Cable', agencyId: null, period: null },
  ...more,
})

it('what stops a proposal is what blocks and was not waived of this plan', () => {
  const found = [
    finding('1'),
    finding('2', { standing: 'waived' }),
    finding('3', { standing: 'judge_again' }),
    finding('4', { severity: 'warning' }),
  ]
  expect(stoppingOf(found).map(({ other }) => other.id)).toEqual(['1', '3'])
  expect(stoppingOf(null)).toEqual([])
})

it('each is let pass as it was seen, with its own reason', () =>
  expect(waiversOf([finding('1'), finding('2')], [' They share it. ', 'Moved.'])).toEqual([
    { kind: 'clash', ruleId: 'clash', other: { type: 'works', id: '1', version: 3 }, reason: 'They share it.' },
    { kind: 'clash', ruleId: 'clash', other: { type: 'works', id: '2', version: 3 }, reason: 'Moved.' },
  ]))
