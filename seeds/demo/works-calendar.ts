import { addDays, addMonths } from '../../server/time/rules.ts'
import type { Category, Status } from '../../server/works/contract.ts'
import type { Random } from './random.ts'
import type { DemoWorks } from './types.ts'

/** Days from today, both ends counted. */
export type Span = { start: number; end: number }
export type Phase = 'finished' | 'running' | 'next' | 'later' | 'far'

export const phases: readonly (readonly [Phase, number])[] = [
  ['finished', 43],
  ['running', 9],
  ['next', 15],
  ['later', 25],
  ['far', 8],
]

/** The statuses in which a works takes part in coordination. */
const live = new Set<Status>([
  'planned',
  'submitted',
  'in_coordination',
  'approved',
  'permitted',
  'in_progress',
  'reinstated',
  'in_guarantee',
  'returned',
  'suspended',
])
export const isLive = (status: Status) => live.has(status)

export function spanOf(phase: Phase, days: number, random: Random): Span {
  const starting = (start: number): Span => ({ start, end: start + days - 1 })
  switch (phase) {
    case 'finished':
      return starting(-days - random.integer(4, 540 - days))
    case 'running':
      return starting(-random.integer(1, Math.max(1, Math.min(days - 1, 90))))
    case 'next':
      return starting(random.integer(2, 60))
    case 'later':
      return starting(random.integer(61, 390))
    case 'far':
      return starting(random.integer(300, 540 - Math.min(days, 150)))
  }
}

function finishedStatus(age: number, random: Random): Status {
  if (random.chance(0.045)) return random.pick(['expired', 'cancelled', 'refused'])
  if (age < 12 && random.chance(0.35)) return 'in_progress'
  if (age < 25) return random.chance(0.65) ? 'reinstated' : 'in_guarantee'
  return random.chance(age < 270 ? 0.12 : 0.6) ? 'closed' : 'in_guarantee'
}

export function statusOf(phase: Phase, span: Span, category: Category, random: Random): Status {
  if (phase === 'finished') return finishedStatus(-span.end, random)
  if (phase === 'running') return category !== 'emergency' && random.chance(0.12) ? 'suspended' : 'in_progress'
  if (phase === 'far' || category === 'future_project') return random.chance(0.04) ? 'draft' : 'planned'
  if (span.start <= 14) return random.chance(0.72) ? 'permitted' : 'approved'
  if (span.start <= 32)
    return random.weigh([
      ['permitted', 30],
      ['approved', 38],
      ['in_coordination', 32],
    ])
  if (span.start <= 60)
    return random.weigh([
      ['in_coordination', 45],
      ['submitted', 35],
      ['approved', 10],
      ['returned', 8],
      ['refused', 2],
    ])
  if (span.start <= 160)
    return random.weigh([
      ['planned', 58],
      ['submitted', 24],
      ['draft', 9],
      ['returned', 5],
      ['cancelled', 4],
    ])
  return random.weigh([
    ['planned', 88],
    ['draft', 7],
    ['cancelled', 5],
  ])
}

const dug = new Set<Status>(['in_progress', 'suspended', 'reinstated', 'in_guarantee', 'closed'])

/** The days as they really went: late by a few, early by fewer; nothing ends after yesterday that has ended. */
export function actualOf(status: Status, span: Span, random: Random): { start: number; end: number | null } | null {
  if (!dug.has(status)) return null
  const days = span.end - span.start
  const start = Math.min(
    span.start +
      random.weigh([
        [0, 6],
        [1, 3],
        [3, 1],
      ]),
    -1,
    span.end,
  )
  if (status === 'in_progress' || status === 'suspended') return { start, end: null }
  const slip = Math.round(random.between(-0.12, 0.22) * Math.min(days, 45))
  return { start, end: Math.max(start, Math.min(-2, span.end + slip)) }
}

type Dates = Pick<DemoWorks, 'period' | 'actualPeriod' | 'guaranteeUntil' | 'createdOn'>

/** The spans as calendar days. The guarantee runs 24 months from the end of the digging, 36 where it went deep. */
export function datesOf(
  today: string,
  span: Span,
  actual: ReturnType<typeof actualOf>,
  facts: { category: Category; deep: boolean },
  random: Random,
): Dates {
  const day = (offset: number) => addDays(today, offset)
  const ahead = facts.category === 'emergency' ? 0 : random.integer(18, 130)
  const ended = actual?.end ?? null
  return {
    period: { start: day(span.start), end: day(span.end) },
    actualPeriod: actual && {
      start: day(actual.start),
      end: ended === null ? null : day(ended),
    },
    guaranteeUntil: ended === null ? null : addMonths(day(ended), facts.deep ? 36 : 24),
    createdOn: day(Math.min(span.start - ahead, -1 - random.integer(0, 60) * (facts.category === 'emergency' ? 0 : 1))),
  }
}
