import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { otherDay, readTypedDay, typedDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

const DayCalendar = lazy(() => import('./DayCalendar.tsx'))

/** What a day looks like, for who typed something else. */
const exampleDay = '2026-11-23'

interface DayFieldProps {
  label: string
  value: string
  onChange: (day: string) => void
  compact?: boolean
  error?: string | undefined
  /** What stands in the field and is no day, where a form keeps it: it must not be saved meanwhile. */
  noDay?: string | undefined
  onNoDay?: (text: string | undefined) => void
}

/** A day, typed or picked; the other calendar stands beneath. What is not a day is said, never guessed. */
export function DayField({ label, value, onChange, compact = false, error, noDay, onNoDay }: DayFieldProps) {
  const { language, say } = useSpeech()
  const [typed, setText] = useState(() => typedDay(value))
  const [open, setOpen] = useState(false)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const shown = typedDay(value)
  useEffect(() => setText(shown), [shown])
  const text = noDay ?? typed
  const wrong = readTypedDay(text) === null

  function type(next: string) {
    const isDay = readTypedDay(next) !== null
    // what a form keeps stands here for as long as the form says so
    setText(isDay || !onNoDay ? next : shown)
    onNoDay?.(isDay ? undefined : next)
  }

  function settle() {
    const day = readTypedDay(text)
    if (day && day !== value) onChange(day)
  }

  return (
    <div
      className={compact ? 'day-field compact' : 'day-field'}
      ref={box}
      data-wrong={wrong || Boolean(error) || undefined}
    >
      <label htmlFor={id}>{label}</label>
      <div className="day-input">
        <input
          id={id}
          dir="ltr"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={wrong || Boolean(error)}
          aria-describedby={`${id}-other`}
          placeholder={say('time.typed')}
          onChange={(event) => type(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === 'Enter' && settle()}
        />
        <button
          type="button"
          className="quiet"
          aria-label={say('time.calendar', { label })}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name="calendar" size={16} />
        </button>
      </div>
      <small id={`${id}-other`}>
        {wrong ? say('time.notADay', { example: typedDay(exampleDay) }) : (error ?? otherDay(value, language))}
      </small>
      {open ? (
        <Suspense fallback={null}>
          <DayCalendar
            anchor={box}
            label={label}
            value={value}
            onClose={() => setOpen(false)}
            onPick={(day) => {
              setOpen(false)
              setText(typedDay(day))
              onNoDay?.(undefined)
              onChange(day)
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}
