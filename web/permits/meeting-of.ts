import type { Procedure } from '../../server/permits/contract.ts'
import { fromFinding, type Meeting } from '../coordination/meeting.ts'

/** A finding of a procedure as the card of findings shows it: what its figures were is in its explanation. */
export function meetingOf(finding: NonNullable<Procedure['findings']>[number]): Meeting {
  return fromFinding({
    ...finding,
    complete: true,
    overlap: null,
    overlapMetres: 0,
    overlapSquareMetres: 0,
    distanceMetres: 0,
    sharedDays: null,
    gapDays: null,
    sharedPeriod: null,
    digOnce: false,
    clears: null,
  })
}
