interface PillSelectProps {
  label: string
  /** What it says while nothing is chosen. */
  all: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

/** One of many, or all: a filter of the height of the others. */
export function PillSelect({ label, all, value, options, onChange }: PillSelectProps) {
  return (
    <select
      className="pill pill-select"
      aria-label={label}
      data-active={value ? true : undefined}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
