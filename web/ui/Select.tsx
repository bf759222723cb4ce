import { useId } from 'react'

interface SelectProps<T extends string> {
  label: string
  /** Nothing before anything was chosen, where it has to be. */
  value: T | ''
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
  /** Stands in the field until something is chosen: what has consequences is chosen by nobody but whoever fills in the form. */
  asks?: string
  /** What is wrong with it, said beneath it. */
  error?: string | undefined
}

export function Select<T extends string>({ label, value, options, onChange, asks, error }: SelectProps<T>) {
  const id = useId()
  return (
    <div className="select-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={Boolean(error)}
        aria-describedby={error ? `${id}-wrong` : undefined}
        onChange={(event) => onChange(event.target.value as T)}
      >
        {asks !== undefined && value === '' ? (
          <option value="" disabled>
            {asks}
          </option>
        ) : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {error ? (
        <p className="missing" id={`${id}-wrong`} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
