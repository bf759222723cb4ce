import { type ReactNode, Suspense, useState } from 'react'
import { withOutbox } from '../i18n/rooms.ts'
import { lazyPart } from '../ui/lazy-part.tsx'

const LeavingQuestion = lazyPart(withOutbox(() => import('../field/outbox/LeavingQuestion.tsx')))

interface Asked {
  count: number
  leave: () => void
}

/**
 * Before somebody signs out whose inspections still lie on this phone and nowhere else: asks. Otherwise they just leave.
 * `removed`: the name of whoever is not here, and is taken off it.
 */
export function useLeaving(
  userId: string,
  removed: string | null = null,
): { beforeLeaving: (leave: () => void) => void; question: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null)
  const beforeLeaving = async (leave: () => void) => {
    const { unsentOf } = await import('../field/outbox/unsent.ts')
    const count = await unsentOf(userId)
    if (count === 0) leave()
    else setAsked({ count, leave })
  }
  const question = asked ? (
    <Suspense>
      <LeavingQuestion
        count={asked.count}
        removed={removed}
        onStay={() => setAsked(null)}
        onLeave={() => {
          setAsked(null)
          asked.leave()
        }}
      />
    </Suspense>
  ) : null
  // what looks into the phone could not be fetched: then nobody can be signed out either
  return { beforeLeaving: (leave) => void beforeLeaving(leave).catch(() => leave()), question }
}
