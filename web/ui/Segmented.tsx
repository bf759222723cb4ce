import { Icon, type IconName } from './Icon.tsx'

interface SegmentedProps<T extends string> {
  label: string
  /** Null before anything was chosen, where it has to be. */
  value: T | null
  options: readonly { value: T; label: string; icon?: IconName }[]
  onChange: (value: T) => void
}

/** One of a few, all in sight. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <fieldset className="segmented" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.icon ? <Icon name={option.icon} size={16} /> : null}
          <span>{option.label}</span>
        </button>
      ))}
    </fieldset>
  )
}
