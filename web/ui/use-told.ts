import { useEffect, useRef, useState } from 'react'

/** Says in words what was stored, and leads the focus to the heading of what it belongs to: the button that had it may be gone. */
export function useTold() {
  const heading = useRef<HTMLHeadingElement>(null)
  const [told, setTold] = useState({ words: '', times: 0 })
  useEffect(() => {
    if (told.times > 0) heading.current?.focus({ preventScroll: true })
  }, [told.times])
  const tell = (words: string) => setTold(({ times }) => ({ words, times: times + 1 }))
  return { heading, told: told.words, tell }
}
