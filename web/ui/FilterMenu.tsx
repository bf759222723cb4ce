import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from './Icon.tsx'

interface FilterMenuProps {
  label: string
  chosen: readonly string[]
  options: readonly { value: string; label: string; mark?: ReactNode }[]
  onToggle: (value: string) => void
}

/** A button that opens a list of boxes to tick; it names how many are ticked. */
export function FilterMenu({ label, chosen, options, onToggle }: FilterMenuProps) {
  const { language } = useSpeech()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const away = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false)
    document.addEventListener('pointerdown', away)
    return () => document.removeEventListener('pointerdown', away)
  }, [open])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what the button within opened
    <div
      className="filter-menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
      }}
    >
      <button
        type="button"
        className="pill"
        aria-expanded={open}
        aria-controls={id}
        data-active={chosen.length > 0 || undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
        {chosen.length > 0 ? <b>{number(chosen.length, language)}</b> : null}
        <Icon name="filter" size={14} />
      </button>
      {open ? (
        <fieldset id={id} className="menu" aria-label={label}>
          {options.map(({ value, label: words, mark }) => (
            <label key={value}>
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
              {mark}
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  )
}
