import { describe, expect, it } from 'vitest'
import { isDecided } from '../works/decided.ts'
import { isAnswered, isPast } from './past.ts'

describe('what of an application is past', () => {
  it.each([
    ['planned', false],
    ['in_coordination', false],
    ['returned', false],
    ['approved', true],
    ['permitted', true],
    ['closed', true],
    ['refused', true],
  ] as const)('%s is decided: %s', (status, expected) => expect(isDecided({ status })).toBe(expected))

  it('waits for answers of the last round alone', () => {
    const asked = (round: number, answer: 'approve' | null, overruled: { at: string; reason: string } | null = null) =>
      ({ round, answer, overruled }) as never
    const isHeard = (round: number, ...consultations: never[]) =>
      isAnswered({ consultations, consulting: { round, isRunning: false } })
    expect(isHeard(0)).toBe(true)
    expect(isHeard(2, asked(1, null), asked(2, 'approve'))).toBe(true)
    expect(isHeard(2, asked(1, 'approve'), asked(2, null))).toBe(false)
    expect(isHeard(2, asked(1, null))).toBe(true)
    expect(isHeard(2, asked(2, null, { at: '', reason: 'Asked twice.' }))).toBe(true)
  })

  it.each([
    ['paid', true, true],
    ['waived', true, true],
    ['paid', false, false],
    ['due', true, false],
    ['failed', true, false],
    ['refunding', true, false],
  ] as const)('a fee that is %s, with a permit: %s', (state, hasPermit, expected) =>
    expect(isPast({ state }, hasPermit)).toBe(expected),
  )
})
