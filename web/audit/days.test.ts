import { describe, expect, it } from 'vitest'
import { daysOf, spanOf, spans } from './days.ts'

const today = '2026-11-26'

describe('the days of the audit', () => {
  it.each([
    ['all', undefined, undefined],
    ['today', '2026-11-26', undefined],
    ['week', '2026-11-20', undefined],
    ['month', '2026-10-28', undefined],
    ['typed', '2026-10-28', '2026-11-26'],
  ] as const)('%s: %s to %s', (span, since, until) => expect(daysOf(span, today)).toEqual({ since, until }))

  it('are known again', () => {
    for (const span of spans) expect(spanOf(daysOf(span, today), today)).toBe(span)
  })

  it('are typed where they are none of these', () => {
    expect(spanOf({ since: '2026-11-01' }, today)).toBe('typed')
    expect(spanOf({ until: '2026-11-01' }, today)).toBe('typed')
  })
})
