import { Suspense } from 'react'
import type { Conflict } from '../../server/coordination/contract.ts'
import { withCases } from '../i18n/rooms.ts'
import { lazyPart } from '../ui/lazy-part.tsx'

const CaseOfPair = lazyPart(withCases(() => import('../cases/CaseOfPair.tsx')))

/** What two works that are still to be dug can settle between them. */
const settled: readonly Conflict['kind'][] = ['clash', 'proximity', 'diversion']

/** Where both are told that they meet they can say how they get along. */
export function CaseOfMeeting({ conflict }: { conflict: Conflict | undefined }) {
  if (!conflict || !settled.includes(conflict.kind)) return null
  const { worksA, worksB, severity, state } = conflict
  return (
    <Suspense fallback={null}>
      <CaseOfPair worksA={worksA} worksB={worksB} isOpen={severity !== 'info' && state !== 'waived'} />
    </Suspense>
  )
}
