import type { ReactNode } from 'react'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from './Icon.tsx'
import { usePopUp } from './use-pop-up.ts'
import { withinList } from './within-list.ts'

interface FilterMenuProps {
  label: string
  chosen: readonly string[]
  options: readonly { value: string; label: string; mark?: ReactNode }[]
  onToggle: (value: string) => void
}

/** A button that opens a list of boxes to tick; it names how many are ticked. */
export function FilterMenu({ label, chosen, options, onToggle }: FilterMenuProps) {
  const { language } = useSpeech()
  const { isOpen, id, box, button } = usePopUp()
  return (
    <div className="filter-menu" {...box}>
      <button className="pill" data-active={chosen.length > 0 || undefined} {...button}>
        {label}
        {chosen.length > 0 ? <b>{number(chosen.length, language)}</b> : null}
        <Icon name="filter" size={14} />
      </button>
      {isOpen ? (
        <fieldset id={id} ref={withinList} className="menu" aria-label={label}>
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
