import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react'

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** What is wrong with it, said beneath it. */
  error?: string | undefined
  note?: string
  dir?: 'ltr' | 'rtl'
  lang?: string
  type?: HTMLInputTypeAttribute
  inputMode?: 'email' | 'text' | 'decimal'
  autoComplete?: string
  longest?: number
  /** Beside the field: a button that belongs to it. */
  children?: ReactNode
}

/** A line to write in, with its label, a note, and what is wrong with it. */
export function TextField({ label, value, onChange, error, note, longest = 200, children, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div className="text-field" data-wrong={Boolean(error) || undefined}>
      <label htmlFor={id}>{label}</label>
      <div className="buttons">
        <input
          id={id}
          value={value}
          maxLength={longest}
          aria-invalid={Boolean(error)}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.value)}
          {...rest}
        />
        {children}
      </div>
      <small id={`${id}-note`} role={error ? 'alert' : undefined}>
        {error ?? note}
      </small>
    </div>
  )
}
