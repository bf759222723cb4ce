import { useEffect, useRef, useState } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

const pause = 250

interface TextFilterProps {
  /** What is looked through, where it is not titles and numbers. */
  label?: string
  value: string
  onChange: (text: string) => void
}

/** Words to look for; told a moment after the last key. What is being typed is never taken back by its own echo. */
export function TextFilter({ label, value, onChange }: TextFilterProps) {
  const { say } = useSpeech()
  const words = label ?? say('filter.text')
  const [text, setText] = useState(value)
  const latest = useRef(onChange)
  latest.current = onChange
  /** What the address says, and what it was told since: when it says so in return, more may have been typed meanwhile. */
  const told = useRef([value])
  useEffect(() => {
    const echo = told.current.indexOf(value)
    told.current = echo < 0 ? [value] : told.current.slice(echo)
    if (echo < 0) setText(value)
  }, [value])
  useEffect(() => {
    const next = text.trim()
    if (next === told.current.at(-1)) return
    const timer = setTimeout(() => {
      told.current.push(next)
      latest.current(next)
    }, pause)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <label className="text-filter">
      <Icon name="search" size={16} />
      <input
        type="search"
        value={text}
        maxLength={100}
        placeholder={words}
        aria-label={words}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  )
}
