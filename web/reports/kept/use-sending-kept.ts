import { useEffect } from 'react'
import { mayLieHere } from './lies-here.ts'
import { loadKeeping } from './load.ts'

/** What waits on this phone goes from whatever page is open; whoever never kept a report fetches nothing for it. Looked at again on each page. */
export function useSendingKept(pathname: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is when it is looked at again
  useEffect(() => {
    let stop: (() => void) | null = null
    let isHere = true
    const begin = async () => {
      const keeping = (await mayLieHere()) ? await loadKeeping() : null
      if (isHere && keeping) stop = keeping.beginSendingReports()
    }
    void begin()
    return () => {
      isHere = false
      stop?.()
    }
  }, [pathname])
}
