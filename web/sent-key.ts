import { useRef } from 'react'
import { uuidv7 } from 'uuidv7'

/**
 * The key of what is sent by hand: the same for as long as none of its `parts` is another, however often it is sent. So a
 * press after an answer that was lost stores nothing a second time.
 */
export function useSentKey(): (...parts: unknown[]) => string {
  const last = useRef<{ parts: readonly unknown[]; key: string } | null>(null)
  return (...parts) => {
    const before = last.current?.parts
    const isSame = before?.length === parts.length && parts.every((part, at) => Object.is(part, before[at]))
    if (!isSame || !last.current) last.current = { parts, key: uuidv7() }
    return last.current.key
  }
}
