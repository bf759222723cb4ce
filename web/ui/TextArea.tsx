import { useId } from 'react'

interface TextAreaProps {
  label: string
  value: string
  onChange: (value: string) => void
  note?: string
  /** What is wrong with it, said beneath it. */
  error?: string | undefined
  rows?: number
  longest?: number
}

/** Some lines to write in, with their label and a note. */
export function TextArea({ label, value, onChange, note, error, rows = 3, longest = 2000 }: TextAreaProps) {
  const id = useId()
  return (
    <div className="text-area" data-wrong={Boolean(error) || undefined}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        dir="auto"
        rows={rows}
        value={value}
        maxLength={longest}
        aria-invalid={Boolean(error)}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <small id={`${id}-note`} role={error ? 'alert' : undefined}>
        {error ?? note}
      </small>
    </div>
  )
}
