import { useState } from 'react'

/** The first that came for this errand: a form that is begun by it stays, whatever is read anew or forgotten under it. */
export function useHeld<T>(now: T | undefined, errand: string | null): T | undefined {
  const [held, setHeld] = useState<{ errand: string | null; value: T }>()
  if (now !== undefined && held?.errand !== errand) setHeld({ errand, value: now })
  return held?.errand === errand ? held.value : undefined
}
