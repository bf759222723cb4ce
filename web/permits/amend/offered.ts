import type { Procedure } from '../../../server/permits/contract.ts'

type Offered = Pick<Procedure['amending'][number], 'event' | 'reasons'>

const started = ['amend', 'propose', 'prolong'] as const

/** What may be asked for, in order: nothing while a proposal waits, whose acceptance is its own button. */
export function offeredIn({
  proposal,
  permit,
  amending,
}: Pick<Procedure, 'proposal' | 'permit' | 'amending'>): (Offered & { event: (typeof started)[number] })[] {
  if (proposal) return []
  return started.flatMap((event) =>
    amending
      .filter((one) => one.event === event && (event !== 'amend' || !permit))
      .map(({ reasons }) => ({ event, reasons })),
  )
}

/** What stands against asking, whatever would be asked for: other days may end what the plan meets now. */
const standing: readonly string[] = [
  'permit_missing',
  'permit_over',
  'extended_often',
  'unknown_findings',
  'unknown_contractor',
  'contractor_banned',
]

/** What of that stands against one of them. */
export function standingAgainst({ reasons }: Pick<Offered, 'reasons'>): Offered['reasons'] {
  return reasons.filter(({ code }) => standing.includes(code))
}

/** Whether another route may be asked for; null where none ever is. More days of a permit are no route. */
export function mayRedraw(offered: readonly Offered[]): boolean | null {
  const changing = offered.filter(({ event }) => event !== 'prolong')
  return changing.length === 0 ? null : changing.some((one) => standingAgainst(one).length === 0)
}
