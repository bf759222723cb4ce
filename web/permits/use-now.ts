import { useEffect, useState } from 'react'

const halfMinute = 30_000

/** The moment, kept up while a clock is in sight. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), halfMinute)
    return () => clearInterval(timer)
  }, [])
  return now
}
