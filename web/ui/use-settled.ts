import { useEffect, useState } from 'react'

const pauseMilliseconds = 300

/** What is typed or drawn, once whoever does it pauses; and whether that is behind what stands there by now. */
export function useSettled<T>(value: T): { settled: T; isBehind: boolean } {
  const key = JSON.stringify(value)
  const [settled, setSettled] = useState(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the value is another
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [key])
  return { settled, isBehind: JSON.stringify(settled) !== key }
}
