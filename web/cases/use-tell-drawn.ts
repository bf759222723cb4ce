import { useEffect } from 'react'

/** Tells the room of a case whether something is drawn over it: the room asks, once for all, before it is left. */
export function useTellDrawn(isDrawn: boolean, onDrawn: (isDrawn: boolean) => void): void {
  useEffect(() => {
    onDrawn(isDrawn)
    return () => onDrawn(false)
  }, [isDrawn, onDrawn])
}
